import {
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMusic,
  IconPhoto,
  IconTextCaption,
  IconVideo,
} from "@tabler/icons-react";
import type { FileVersion } from "../wire";

export const KINDS = ["image", "video", "audio", "pdf", "text", "archive", "document", "other"] as const;
export type Kind = FileVersion["kind"];

export const ICONS: Record<Kind, typeof IconFile> = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMusic,
  pdf: IconFileTypePdf,
  text: IconTextCaption,
  archive: IconFileZip,
  document: IconFileText,
  other: IconFile,
};

/** What a browser takes a file for before anybody looked into it: enough for an icon. */
export function guessed(type: string): Kind {
  const [top] = type.split("/");
  if (type === "application/pdf") return "pdf";
  if (/zip|tar|compress/.test(type)) return "archive";
  return KINDS.find((kind) => kind === top) ?? "other";
}
