"""Files: uploads on their way to storage, versions, previews, downloads and frozen sets."""
