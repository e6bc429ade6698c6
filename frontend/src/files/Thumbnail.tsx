import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FileVersion } from "../wire";
import classes from "./files.module.css";
import { ICONS } from "./kinds";

/** A small picture of a version, or the sign of its kind while there is none. Its box never changes its size. */
export function Thumbnail({ version }: { version: FileVersion }) {
  const { t } = useTranslation("files");
  const [broken, setBroken] = useState("");
  const picture = version.previews.find(({ kind }) => kind === "thumbnail")?.path;
  const shown = picture && picture !== broken && !version.deleted_at;
  const Icon = ICONS[version.kind] ?? ICONS.other;
  const waiting = version.preview === "waiting" && !version.deleted_at;
  const words = waiting
    ? t("card.previewWaiting")
    : version.preview === "failed"
      ? t("card.previewFailed")
      : undefined;
  return (
    <span
      className={classes.thumb}
      data-kind={version.kind}
      data-waiting={waiting && !shown}
      title={shown ? undefined : words}
    >
      {shown ? (
        <img src={picture} alt="" loading="lazy" onError={() => setBroken(picture)} />
      ) : (
        <Icon size={28} stroke={1.5} aria-hidden />
      )}
    </span>
  );
}
