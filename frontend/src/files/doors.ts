import { answer, api, refusal } from "../api/client";
import { ApiError } from "../api/errors";
import i18n from "../app/i18n";
import type { FileVersion, operations, TextPreview, UploadDraft } from "../wire";

export type FileQuery = NonNullable<operations["collab_files_views_files"]["parameters"]["query"]>;
export type FileSort = NonNullable<FileQuery["sort"]>;
type PartAsked = { number: number; sha256: string };

const ofUpload = (room: string, upload: string) => ({ path: { room, upload } });
const ofFile = (room: string, file: string) => ({ path: { room, file } });
const once = (key: string) => ({ "Idempotency-Key": key });

/** Every call about files. Refusals are thrown as `ApiError`. */
export const doors = {
  start: (room: string, body: UploadDraft, key: string) =>
    answer(
      api.POST("/api/v1/rooms/{room}/uploads", { params: { path: { room } }, body, headers: once(key) }),
    ),
  plan: (room: string, upload: string) =>
    answer(api.GET("/api/v1/rooms/{room}/uploads/{upload}", { params: ofUpload(room, upload) })),
  mine: (room: string) => answer(api.GET("/api/v1/rooms/{room}/uploads", { params: { path: { room } } })),
  sign: (room: string, upload: string, parts: PartAsked[]) => {
    const params = ofUpload(room, upload);
    return answer(api.POST("/api/v1/rooms/{room}/uploads/{upload}/parts", { params, body: { parts } }));
  },
  finish: (room: string, upload: string, key: string) => {
    const params = ofUpload(room, upload);
    return answer(api.POST("/api/v1/rooms/{room}/uploads/{upload}/finish", { params, headers: once(key) }));
  },
  cancel: (room: string, upload: string) =>
    answer(api.DELETE("/api/v1/rooms/{room}/uploads/{upload}", { params: ofUpload(room, upload) })),

  list: (room: string, query: FileQuery) =>
    answer(api.GET("/api/v1/rooms/{room}/files", { params: { path: { room }, query } })),
  usage: (room: string) =>
    answer(api.GET("/api/v1/rooms/{room}/files-usage", { params: { path: { room } } })),
  file: (room: string, file: string) =>
    answer(api.GET("/api/v1/rooms/{room}/files/{file}", { params: ofFile(room, file) })),
  downloads: (room: string, file: string) =>
    answer(api.GET("/api/v1/rooms/{room}/files/{file}/downloads", { params: ofFile(room, file) })),
  link: (room: string, { file, number }: Pick<FileVersion, "file" | "number">, play: boolean) => {
    const params = { path: { room, file, number } };
    return answer(
      api.POST("/api/v1/rooms/{room}/files/{file}/versions/{number}/link", { params, body: { play } }),
    );
  },
  removeVersion: (room: string, file: string, number: number) => {
    const params = { path: { room, file, number } };
    return answer(api.DELETE("/api/v1/rooms/{room}/files/{file}/versions/{number}", { params }));
  },
  removeFile: (room: string, file: string) =>
    answer(api.DELETE("/api/v1/rooms/{room}/files/{file}", { params: ofFile(room, file) })),
  /** The beginning of a text; `path` as its preview names it. */
  text: async (path: string): Promise<TextPreview> => {
    const response = await fetch(path).catch(() => {
      throw new ApiError(i18n.t("app:error.offline"), "offline", 0);
    });
    if (!response.ok) throw await refusal(response);
    return response.json();
  },
};
