import type { Message } from "../wire";

/** A message in one line: its words, or the names of its files where it has none; null once deleted. */
export function said({ text, files }: Pick<Message, "text" | "files">): string | null {
  return text === "" && files?.length ? files.map(({ name }) => name).join(", ") : text;
}
