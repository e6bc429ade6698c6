import { ActionIcon } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FileVersion } from "../wire";
import classes from "./files.module.css";
import { sizeWords } from "./sizes";
import { Thumbnail } from "./Thumbnail";
import { useDownload } from "./useDownload";
import { useOpenFile } from "./useOpenFile";

type Props = { room: string; version: FileVersion; name: (id: string | null) => string };

/** A version of a file where it was said: what it is, and the ways to look at it and to get it. */
export function FileCard({ room, version, name }: Props) {
  const open = useOpenFile();
  const gone = version.deleted_at != null;
  const picture = !gone && version.kind === "image" && version.preview !== "none";
  return (
    <figure
      className={classes.card}
      data-picture={picture}
      data-deleted={gone}
      data-version={version.id}
      aria-label={version.name}
    >
      {/* Its name leads there too, for the keyboard and for those who do not see. */}
      <button type="button" className={classes.face} tabIndex={-1} aria-hidden onClick={() => open(version)}>
        <Thumbnail version={version} />
      </button>
      <div className={classes.foot}>
        <div className={classes.words}>
          <button
            type="button"
            className={`${classes.name} ${gone ? classes.gone : ""}`}
            dir="auto"
            title={version.name}
            onClick={() => open(version)}
          >
            {version.name}
          </button>
          <FileMeta version={version} name={name} />
        </div>
        {!gone && <DownloadButton room={room} version={version} />}
      </div>
    </figure>
  );
}

export function DownloadButton({ room, version }: { room: string; version: FileVersion }) {
  const { t } = useTranslation("files");
  const download = useDownload(room);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      loading={download.isPending}
      aria-label={t("card.download", { name: version.name })}
      onClick={() => download.mutate(version)}
    >
      <IconDownload size={18} aria-hidden />
    </ActionIcon>
  );
}

/** Kind, size and state in one line. */
export function FileMeta({ version, name }: Pick<Props, "version" | "name">) {
  const { t } = useTranslation("files");
  const { kind, size, number, deleted_at, deleted_by, damaged_at, frozen, by } = version;
  return (
    <div className={classes.meta}>
      <span>{t(`kind.${kind}`)}</span>
      <span>{sizeWords(size)}</span>
      {number > 1 && <span>{t("card.version", { number })}</span>}
      {deleted_at && <span>{t("card.deletedBy", { name: name(deleted_by ?? null) })}</span>}
      {!deleted_at && damaged_at && (
        <strong className={classes.bad} title={t("card.damagedWords", { name: name(by) })}>
          {t("card.damaged")}
        </strong>
      )}
      {!deleted_at && frozen && <span title={t("card.frozenWords")}>{t("card.frozen")}</span>}
    </div>
  );
}

/** What hangs on a message. */
export function Attachments({ room, files, name }: { files: FileVersion[] } & Pick<Props, "room" | "name">) {
  if (!files?.length) return null;
  return (
    <div className={classes.cards}>
      {files.map((version) => (
        <FileCard key={version.id} room={room} version={version} name={name} />
      ))}
    </div>
  );
}
