import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ApiError } from "../api/errors";
import type { Event } from "../live/events";
import { useSession } from "../live/LiveProvider";
import type { FilePage, FileVersion, File as Whole } from "../wire";
import { doors, type FileQuery } from "./doors";

/** The files of a room that fit the filter, page by page. */
export function useFiles(room: string, query: FileQuery) {
  return useInfiniteQuery<FilePage, ApiError, InfiniteData<FilePage>, unknown[], string | undefined>({
    queryKey: ["files", room, query],
    queryFn: ({ pageParam }) => doors.list(room, { ...query, cursor: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
}

export function useUsage(room: string) {
  return useQuery({ queryKey: ["files-usage", room], queryFn: () => doors.usage(room) });
}

export function useFile(room: string, file: string) {
  return useQuery({ queryKey: ["file", room, file], queryFn: () => doors.file(room, file) });
}

export function useDownloads(room: string, file: string) {
  return useQuery({ queryKey: ["file-downloads", room, file], queryFn: () => doors.downloads(room, file) });
}

/** Keeps what was read of a room's files as the room's events tell. */
export function useFilesNews(room: string): void {
  const session = useSession();
  const queries = useQueryClient();
  useEffect(
    () =>
      session.listen((id, events) => {
        if (id !== room) return;
        const again = (...keys: string[]) => {
          for (const key of keys) void queries.invalidateQueries({ queryKey: [key, room] });
        };
        const put = (version: FileVersion) => {
          queries.setQueriesData<InfiniteData<FilePage>>({ queryKey: ["files", room] }, (data) =>
            inPages(data, version),
          );
          queries.setQueryData<Whole>(["file", room, version.file], (data) => inFile(data, version));
        };
        for (const event of events) told(event, put, again);
      }),
    [session, queries, room],
  );
}

type Put = (version: FileVersion) => void;
type Again = (...keys: string[]) => void;

function told(event: Event, put: Put, again: Again): void {
  if (event.kind === "file.changed") {
    if (event.data.version) put(event.data.version);
  } else if (event.kind === "file.added" || event.kind === "file.deleted")
    again("files", "file", "files-usage");
  else if (event.kind === "file.downloaded") again("file", "file-downloads");
  else if (event.kind === "upload.started" || event.kind === "upload.ended") again("files-usage");
  else if (event.kind === "message.posted" && event.data.files?.length) again("files", "file");
}

function inPages(
  data: InfiniteData<FilePage> | undefined,
  version: FileVersion,
): InfiniteData<FilePage> | undefined {
  if (!data) return data;
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map((one) => (one.id === version.id ? version : one)),
  }));
  return { ...data, pages };
}

function inFile(data: Whole | undefined, version: FileVersion): Whole | undefined {
  return data && { ...data, versions: data.versions.map((one) => (one.id === version.id ? version : one)) };
}
