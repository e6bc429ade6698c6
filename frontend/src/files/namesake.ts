import { ApiError } from "../api/errors";
import i18n from "../app/i18n";
import { doors } from "./doors";

/** Names that look the same to people are the same file; the server decides by the same rule. */
export function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/** The file in a room that has this name already. → its id */
export async function namesake(room: string, name: string): Promise<string> {
  let cursor: string | undefined;
  do {
    const page = await doors.list(room, { q: name, sort: "name", cursor });
    const found = page.items.find((one) => folded(one.name) === folded(name));
    if (found) return found.file;
    cursor = page.next ?? undefined;
  } while (cursor);
  throw new ApiError(i18n.t("files:dialog.failed"), "file.not_found", 404);
}

/** `plan.pdf` → `plan (2).pdf`, `plan (2).pdf` → `plan (3).pdf` */
export function otherName(name: string): string {
  const [, stem = name, ending = ""] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
  const numbered = /^(.*) \((\d+)\)$/.exec(stem);
  return numbered ? `${numbered[1]} (${Number(numbered[2]) + 1})${ending}` : `${stem} (2)${ending}`;
}
