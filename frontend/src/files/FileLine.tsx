import { useTranslation } from "react-i18next";
import { clockTime, fullTime } from "../app/time";
import type { Line } from "../live/events";
import { FileCard } from "./FileCard";
import classes from "./files.module.css";

export type FileAddedLine = Extract<Line, { kind: "file.added" }>;

type Props = { room: string; line: FileAddedLine; name: (id: string | null) => string; found: boolean };

/** A file that somebody brought in without a word. Once a message takes it along, it stands there instead. */
export function FileLine({ room, line, name, found }: Props) {
  const { t } = useTranslation("files");
  const version = line.data.version;
  if (!version) return null;
  const who = { name: name(line.by), number: version.number };
  const when = new Date(line.at);
  return (
    <div className={classes.added} data-found={found} data-seq={line.seq}>
      <div className={classes.addedWords}>
        <span dir="auto">{t(version.number > 1 ? "card.addedVersion" : "card.added", who)}</span>{" "}
        <time dateTime={line.at} title={fullTime(when)}>
          {clockTime(when)}
        </time>
      </div>
      <FileCard room={room} version={version} name={name} />
    </div>
  );
}
