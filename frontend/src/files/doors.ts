import { csrfToken, refusal } from "../api/client";
import { ApiError } from "../api/errors";
import { newKey } from "../api/key";
import i18n from "../app/i18n";
import type { Done, FileVersion, Person, Upload } from "../wire";

export type FileKind = FileVersion["kind"];

export type SignedRequest = {
  method: "PUT" | "GET";
  url: string;
  headers?: Record<string, string>;
  expires_at: string;
};
export type Usage = {
  room_used: number;
  room_most: number;
  mine_used: number;
  mine_most: number;
  file_most: number;
};
export type UploadPlan = {
  upload: Upload;
  put?: SignedRequest | null;
  part_size?: number | null;
  parts?: number | null;
  there: { number: number; size: number }[];
  usage: Usage;
};
export type UploadDraft = {
  name: string;
  size: number;
  type: string;
  sha256: string;
  note: string;
  version_of: string | null;
};
export type Uploaded = { version: FileVersion };
export type MyUpload = Upload & { sha256: string; type: string; note: string; version_of?: string | null };
export type FileSort = "newest" | "oldest" | "name" | "largest";
export type FilePage = {
  items: FileVersion[];
  next?: string | null;
  count: number;
  size: number;
  people: Person[];
};
export type WholeFile = { id: string; name: string; versions: FileVersion[] };
export type Download = { version: string; number: number; by: string; at: string };
export type TextPreview = { text: string; whole: boolean; language: string };
export type FileQuery = {
  kind?: FileKind;
  by?: string;
  since?: string;
  until?: string;
  q?: string;
  sort?: FileSort;
  cursor?: string;
  limit?: number;
};

async function ask<T>(method: string, path: string, body?: unknown, key = newKey()): Promise<T> {
  const writing = { "X-CSRFToken": csrfToken(), "Idempotency-Key": key, "Content-Type": "application/json" };
  const headers: Record<string, string> = method === "GET" ? {} : writing;
  const response = await fetch(`${window.location.origin}/api/v1${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new ApiError(i18n.t("app:error.offline"), "offline", 0);
  });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

function search(query: FileQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/** Every call about files. Refusals are thrown as `ApiError`. */
export const doors = {
  start: (room: string, draft: UploadDraft, key: string) =>
    ask<UploadPlan>("POST", `/rooms/${room}/uploads`, draft, key),
  plan: (room: string, upload: string) => ask<UploadPlan>("GET", `/rooms/${room}/uploads/${upload}`),
  mine: (room: string) => ask<{ items: MyUpload[] }>("GET", `/rooms/${room}/uploads`),
  sign: (room: string, upload: string, parts: { number: number; sha256: string }[]) =>
    ask<{ parts: { number: number; request: SignedRequest }[] }>(
      "POST",
      `/rooms/${room}/uploads/${upload}/parts`,
      { parts },
    ),
  finish: (room: string, upload: string, key: string) =>
    ask<Uploaded>("POST", `/rooms/${room}/uploads/${upload}/finish`, undefined, key),
  cancel: (room: string, upload: string) => ask<Done>("DELETE", `/rooms/${room}/uploads/${upload}`),

  list: (room: string, query: FileQuery) => ask<FilePage>("GET", `/rooms/${room}/files?${search(query)}`),
  usage: (room: string) => ask<Usage>("GET", `/rooms/${room}/files-usage`),
  file: (room: string, file: string) => ask<WholeFile>("GET", `/rooms/${room}/files/${file}`),
  downloads: (room: string, file: string) =>
    ask<{ items: Download[] }>("GET", `/rooms/${room}/files/${file}/downloads`),
  link: (room: string, file: string, number: number, play: boolean) =>
    ask<{ url: string; expires_at: string }>("POST", `/rooms/${room}/files/${file}/versions/${number}/link`, {
      play,
    }),
  remove: (room: string, file: string, number?: number) =>
    ask<Done>("DELETE", `/rooms/${room}/files/${file}${number ? `/versions/${number}` : ""}`),
  text: async (path: string) => {
    const response = await fetch(path).catch(() => {
      throw new ApiError(i18n.t("app:error.offline"), "offline", 0);
    });
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as TextPreview;
  },
};
