import { newKey } from "../api/key";
import type { MyUpload } from "../wire";
import type { Kept } from "./transfer";

/** An upload that began so long ago and is not known here counts as lost. */
const ABANDONED_MS = 10 * 60_000;

/**
 * Uploads of mine that another browser began, or that lost all it kept; `now` in milliseconds. Fresh ones are left
 * alone: somebody may be sending them this very moment.
 */
export function abandoned(
  room: string,
  items: MyUpload[],
  here: Pick<Kept, "upload">[],
  now: number,
): Kept[] {
  const known = new Set(here.map(({ upload }) => upload));
  return items
    .filter(({ id, at }) => !known.has(id) && Date.parse(at) <= now - ABANDONED_MS)
    .map(({ id, by: person, at, name, size, type, note, sha256, version_of }) => ({
      ...{ id, person, room, at: Date.parse(at), name, size, type, note: note ?? "", sha256, upload: id },
      ...{ versionOf: version_of ?? null, place: "shelf", key: newKey(), paused: false, version: null },
    }));
}
