import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../../app/time";
import { writeDuration } from "../durations";
import type { Notice } from "./run";

const timeOf = (second: number) => clockTime(new Date(second * 1_000));

type Said = { title: string; message: string; color: string };

/** A notice in words. */
export function useNoticeWords(): (notice: Notice) => Said {
  const { t } = useTranslation("timer");
  return useCallback(
    (notice) => {
      const sentence = (what: "added" | "shadow" | "over" | "outside" | "late" | "lost", seconds: number) =>
        seconds > 0 ? [t(`notice.${what}`, { duration: writeDuration(seconds) })] : [];
      switch (notice.what) {
        case "merged": {
          const { seconds, shadow, over, outside, late } = notice;
          const said = [
            ...sentence("added", seconds),
            ...sentence("shadow", shadow),
            ...sentence("over", over),
            ...sentence("outside", outside),
            ...sentence("late", late),
          ];
          return { title: t("notice.merged"), message: said.join(" "), color: "teal" };
        }
        case "refused": {
          const { work, start, end, message } = notice;
          const span = { from: timeOf(start), to: timeOf(end) };
          const title = t("notice.refused", { duration: writeDuration(end - start) });
          return { title, message: t("notice.refusedText", { ...work, ...span, message }), color: "red" };
        }
        case "unstarted":
          return { title: t("notice.unstarted"), message: notice.message, color: "red" };
        case "ended": {
          const { work, how, end, lost } = notice;
          const said = t(`notice.${how}`, { ...work, time: timeOf(end) });
          const worth = lost >= 60 ? sentence("lost", lost) : [];
          return { title: t("notice.ended"), message: [said, ...worth].join(" "), color: "yellow" };
        }
        case "stopped": {
          const duration = writeDuration(notice.seconds);
          const message = t("notice.other", { ...notice.work, duration });
          return { title: t("notice.ended"), message, color: "yellow" };
        }
      }
    },
    [t],
  );
}
