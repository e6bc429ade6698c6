/** What was dropped or pasted: files, and the names of folders, which cannot be sent. */
export type Dropped = { files: File[]; folders: string[] };

export function dropped(data: DataTransfer): Dropped {
  const items = [...data.items].filter(({ kind }) => kind === "file");
  const found: Dropped = { files: [], folders: [] };
  for (const item of items) {
    const folder = item.webkitGetAsEntry?.();
    const file = item.getAsFile();
    if (folder?.isDirectory) found.folders.push(folder.name);
    else if (file) found.files.push(file);
  }
  return found;
}
