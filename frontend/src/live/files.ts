import type { FileVersion } from "../wire";
import type { RoomState } from "./apply";
import type { Line } from "./events";

/** Wherever this version is shown, it stands as it is now. Rows without it stay the same, so nothing else renders. */
export function withVersion(state: RoomState, version: FileVersion): RoomState {
  const { id } = version;
  return {
    ...state,
    messages: state.messages.map((message) =>
      message.files?.some((one) => one.id === id)
        ? { ...message, files: message.files.map((one) => (one.id === id ? version : one)) }
        : message,
    ),
    lines: state.lines.map((line) => inLine(line, version)),
  };
}

function inLine(line: Line, version: FileVersion): Line {
  if (line.kind !== "file.added" || line.data.id !== version.id) return line;
  return { ...line, data: { ...line.data, version } };
}
