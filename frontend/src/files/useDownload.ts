import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/errors";
import type { FileVersion } from "../wire";
import { doors } from "./doors";

/** Asks for a link to the whole file and follows it: storage answers with a file to save, so the page stays. */
export function useDownload(room: string) {
  const { t } = useTranslation("app");
  return useMutation({
    mutationFn: (version: FileVersion) => doors.link(room, version, false),
    onSuccess: ({ url }) => save(url),
    onError: (error) =>
      notifications.show({ color: "red", message: sentence(error, t("error.unexpected")), autoClose: 8_000 }),
  });
}

/** In a frame of its own: should storage fail to answer, it is the frame that shows it, not this page. */
function save(url: string): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = url;
  document.body.append(frame);
  setTimeout(() => frame.remove(), 60_000);
}
