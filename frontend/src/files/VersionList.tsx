import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import type { FileVersion } from "../wire";
import { Hash } from "./Details";
import { DownloadButton } from "./FileCard";
import classes from "./files.module.css";
import { sizeWords } from "./sizes";

type Props = {
  room: string;
  versions: FileVersion[];
  shown: number;
  onShow: (number: number) => void;
  name: (id: string | null) => string;
};

/** All versions, newest first, also those whose bytes are gone. */
export function VersionList({ room, versions, shown, onShow, name }: Props) {
  const { t } = useTranslation("files");
  const { dateTime } = useWhen();
  return (
    <ul className={classes.versions}>
      {versions.map((version) => {
        const { id, number, by, at, size, sha256, note, deleted_at } = version;
        const current = number === shown;
        return (
          <li key={id} className={classes.version} data-shown={current}>
            <div className={classes.words}>
              <Button
                variant="transparent"
                size="compact-sm"
                p={0}
                c="inherit"
                td={deleted_at ? "line-through" : undefined}
                aria-current={current ? "true" : undefined}
                onClick={() => onShow(number)}
              >
                {t("dialog.version", { number })}
              </Button>
              <div className={classes.meta}>
                <bdi>{name(by)}</bdi>
                <time dateTime={at}>{dateTime(at)}</time>
                <span>{sizeWords(size)}</span>
                <Hash sha256={sha256} />
                {deleted_at && <span>{t("list.deleted")}</span>}
              </div>
              {note && <div className={classes.note}>{note}</div>}
            </div>
            {!deleted_at && <DownloadButton room={room} version={version} />}
          </li>
        );
      })}
    </ul>
  );
}
