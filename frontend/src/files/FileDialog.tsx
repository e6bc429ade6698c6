import { Group, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { useName, usePeople } from "../chat/names";
import type { RoomState } from "../live/apply";
import { isWritable } from "../live/writable";
import type { FileVersion, File as Whole } from "../wire";
import { Details } from "./Details";
import { DownloadList } from "./DownloadList";
import { FileSteps } from "./FileSteps";
import classes from "./files.module.css";
import { NewVersion } from "./NewVersion";
import { useFile, useFilesNews } from "./useFiles";
import { useOpened } from "./useOpenFile";
import { VersionList } from "./VersionList";
import { Viewer } from "./Viewer";

/** One file with all its versions, over whatever is shown; its place is in the address: `?file=…&version=2`. */
export function FileDialog({ state }: { state: RoomState }) {
  const { t } = useTranslation(["files", "app"]);
  const { file, number, close } = useOpened();
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const { data, error, refetch } = useFile(state.room.id, file ?? "");
  useFilesNews(state.room.id);
  return (
    <Modal
      opened
      onClose={close}
      size="56rem"
      fullScreen={narrow}
      title={
        <Text span fw={650} dir="auto" className={classes.dialogTitle}>
          {data?.name ?? t("dialog.title")}
        </Text>
      }
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      <Failure error={error} retry={() => void refetch()} />
      {!data && !error && <Skeleton h="20rem" />}
      {data && <Shown key={number} state={state} file={data} number={number} />}
    </Modal>
  );
}

type Props = { state: RoomState; file: Whole; number: number | null };

function Shown({ state, file, number }: Props) {
  const { t } = useTranslation("files");
  const { room } = state;
  const name = useName(usePeople(room));
  const [chosen, choose] = useState(number);
  const version = shownOf(file, chosen);
  if (!version) return null;
  const newest = file.versions[0] as FileVersion;
  return (
    <Stack>
      <Viewer key={version.id} room={room.id} version={version} />
      <FileSteps state={state} file={file} version={version} />
      <Details version={version} name={name} />
      <section aria-labelledby="file-versions">
        <Text id="file-versions" component="h3" fw={650} mb="xs">
          {t("dialog.versions")}
        </Text>
        <VersionList
          room={room.id}
          versions={file.versions}
          shown={version.number}
          onShow={choose}
          name={name}
        />
      </section>
      {isWritable(room) && <NewVersion room={room.id} file={newest} />}
      <section aria-labelledby="file-downloads">
        <Group justify="space-between">
          <Text id="file-downloads" component="h3" fw={650} mb="xs">
            {t("dialog.downloads")}
          </Text>
        </Group>
        <DownloadList room={room.id} file={file.id} name={name} />
      </section>
    </Stack>
  );
}

/** The version asked for; else the newest that is still there, else the newest. */
function shownOf({ versions }: Whole, number: number | null): FileVersion | undefined {
  return (
    versions.find((one) => one.number === number) ?? versions.find((one) => !one.deleted_at) ?? versions[0]
  );
}
