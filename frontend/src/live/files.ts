import type { FileVersion } from "../wire";
import type { RoomState } from "./apply";
import type { Event, Line } from "./events";

/** The versions that an event brings, as they stand now: a message says files that came before it, too. */
export function versionsIn(event: Event): FileVersion[] {
  switch (event.kind) {
    case "message.posted":
      return event.data.files ?? [];
    case "file.added":
    case "file.changed":
    case "file.deleted":
    case "file.downloaded":
      return event.data.version ? [event.data.version] : [];
    default:
      return [];
  }
}

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
