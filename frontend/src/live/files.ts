import type { FileVersion } from "../wire";
import type { RoomState } from "./apply";
import type { Line } from "./events";

/** Wherever this version is shown, it stands as it is now. */
export function withVersion(state: RoomState, version: FileVersion): RoomState {
  return inVersion(state, version.id, () => version);
}

/** Somebody asked for a link to the whole file. */
export function downloaded(state: RoomState, id: string): RoomState {
  return inVersion(state, id, (one) => ({ ...one, downloads: one.downloads + 1 }));
}

/** Rows without this version stay the same objects, so that nothing else renders again. */
function inVersion(state: RoomState, id: string, change: (one: FileVersion) => FileVersion): RoomState {
  return {
    ...state,
    messages: state.messages.map((message) =>
      message.files?.some((one) => one.id === id)
        ? { ...message, files: message.files.map((one) => (one.id === id ? change(one) : one)) }
        : message,
    ),
    lines: state.lines.map((line) => inLine(line, id, change)),
  };
}

function inLine(line: Line, id: string, change: (one: FileVersion) => FileVersion): Line {
  if (line.kind !== "file.added" || line.data.id !== id || !line.data.version) return line;
  return { ...line, data: { ...line.data, version: change(line.data.version) } };
}
