import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { useWhen } from "../app/when";
import classes from "./files.module.css";
import { useDownloads } from "./useFiles";

type Props = { room: string; file: string; name: (id: string | null) => string };

/** Who got the file, and when: both sides see it. */
export function DownloadList({ room, file, name }: Props) {
  const { t } = useTranslation("files");
  const { dateTime } = useWhen();
  const { data, error, refetch } = useDownloads(room, file);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data?.items.length)
    return (
      <Text fz="sm" c="dimmed">
        {data && t("dialog.noDownloads")}
      </Text>
    );
  return (
    <ul className={classes.rows}>
      {data.items.map(({ by, at, number, version }) => (
        <li key={`${version}-${by}-${at}`} className={classes.meta}>
          <span>{t("dialog.downloadOf", { name: name(by), number })}</span>
          <time dateTime={at}>{dateTime(at)}</time>
        </li>
      ))}
    </ul>
  );
}
