"""What people would otherwise build, kept small and set up with care."""
