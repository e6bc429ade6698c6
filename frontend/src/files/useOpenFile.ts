import { useSearchParams } from "react-router";
import type { FileVersion } from "../wire";

type Named = Pick<FileVersion, "file" | "number">;

/** Opens a version of a file over whatever is shown; the way back closes it. */
export function useOpenFile(): (version: Named) => void {
  const [, setSearch] = useSearchParams();
  return ({ file, number }) =>
    setSearch((search) => {
      search.set("file", file);
      search.set("version", String(number));
      return search;
    });
}

/** The file that is open, and the way to close it. */
export function useOpened(): { file: string | null; number: number | null; close: () => void } {
  const [search, setSearch] = useSearchParams();
  const close = () =>
    setSearch((before) => {
      before.delete("file");
      before.delete("version");
      return before;
    });
  return { file: search.get("file"), number: Number(search.get("version")) || null, close };
}
