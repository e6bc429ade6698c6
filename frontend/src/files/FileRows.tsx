import { ActionIcon } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { fullTime, shortTime } from "../app/time";
import { useNow } from "../app/useNow";
import type { FileVersion } from "../wire";
import { DownloadButton, FileMeta } from "./FileCard";
import classes from "./files.module.css";
import { Thumbnail } from "./Thumbnail";
import { useOpenFile } from "./useOpenFile";

type Props = { room: string; versions: FileVersion[]; name: (id: string | null) => string; label: string };

/** One file in a line. */
export function FileRows({ room, versions, name, label }: Props) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {versions.map((version) => (
        <li key={version.file} className={classes.row} data-file={version.file}>
          <Face version={version} />
          <div className={classes.words}>
            <Name version={version} />
            <FileMeta version={version} name={name} />
            <Brought version={version} name={name} />
          </div>
          <Steps room={room} version={version} />
        </li>
      ))}
    </ul>
  );
}

/** Files as pictures. */
export function FileTiles({ room, versions, name, label }: Props) {
  return (
    <ul className={classes.gallery} aria-label={label}>
      {versions.map((version) => (
        <li key={version.file} className={classes.tile} data-file={version.file}>
          <Face version={version} />
          <div className={classes.tileFoot}>
            <div className={classes.words}>
              <Name version={version} />
              <FileMeta version={version} name={name} />
            </div>
            <Steps room={room} version={version} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Face({ version }: { version: FileVersion }) {
  const open = useOpenFile();
  return (
    <button type="button" className={classes.face} tabIndex={-1} aria-hidden onClick={() => open(version)}>
      <Thumbnail version={version} />
    </button>
  );
}

function Name({ version }: { version: FileVersion }) {
  const open = useOpenFile();
  return (
    <button
      type="button"
      className={`${classes.name} ${version.deleted_at ? classes.gone : ""}`}
      dir="auto"
      title={version.name}
      onClick={() => open(version)}
    >
      {version.name}
    </button>
  );
}

function Brought({ version: { by, at }, name }: { version: FileVersion } & Pick<Props, "name">) {
  const now = useNow(60_000);
  const when = new Date(at);
  return (
    <div className={classes.meta}>
      <bdi>{name(by)}</bdi>
      <time dateTime={at} title={fullTime(when)}>
        {shortTime(when, now)}
      </time>
    </div>
  );
}

function Steps({ room, version }: { room: string; version: FileVersion }) {
  const { t } = useTranslation("files");
  const label = t("list.saidOf", { name: version.name });
  return (
    <div className={classes.rowSteps}>
      {version.said && (
        <ActionIcon
          component={Link}
          to={`/rooms/${room}?at=${version.said}`}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={label}
          title={t("list.said")}
        >
          <IconMessage size={18} aria-hidden />
        </ActionIcon>
      )}
      {!version.deleted_at && <DownloadButton room={room} version={version} />}
    </div>
  );
}
