import { Button, FileButton, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconUpload } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useOutletContext } from "react-router";
import { Failure } from "../app/Failure";
import { useName, usePeople } from "../chat/names";
import type { RoomState } from "../live/apply";
import { isWritable } from "../live/writable";
import type { FilePage } from "../wire";
import { Dropping } from "./Dropping";
import { FileRows, FileTiles } from "./FileRows";
import { FilterBar, type View } from "./FilterBar";
import classes from "./files.module.css";
import { asked, useFilters } from "./filters";
import { OthersSending } from "./OthersSending";
import { Quota } from "./Quota";
import { sizeWords } from "./sizes";
import { TransferList } from "./TransferList";
import { useDesk, useTransfers } from "./UploadsProvider";
import { useBring } from "./useBring";
import { useFiles, useFilesNews, useUsage } from "./useFiles";

/** All files of a room: to look through, to find one, and to bring more. */
export function FilesPage() {
  const { t } = useTranslation("files");
  const state = useOutletContext<RoomState>();
  const { room } = state;
  const name = useName(usePeople(room));
  const found = useFilters();
  const files = useFiles(room.id, asked(found.filters));
  const usage = useUsage(room.id);
  const [view, setView] = useLocalStorage<View>({ key: "collab:files:view", defaultValue: "list" });
  const transfers = useTransfers(room.id, "shelf");
  useFilesNews(room.id);
  useFound(room.id);
  const pages = files.data?.pages ?? [];
  const first = pages[0];
  return (
    <div className={classes.page}>
      <div className={classes.pageHead}>
        <div>
          <Title order={2} fz="h3">
            {t("list.title")}
          </Title>
          <Text fz="sm" c="dimmed" role="status">
            {first && t("list.count", { count: first.count, size: sizeWords(first.size) })}
          </Text>
        </div>
        {usage.data && <Quota usage={usage.data} />}
        {isWritable(room) && <AddFiles room={room.id} />}
      </div>
      <FilterBar {...found} people={first?.people ?? []} view={view} onView={setView} />
      <TransferList transfers={transfers} label={t("list.upload")} />
      <OthersSending state={state} name={name} />
      <Failure error={files.error} retry={() => void files.refetch()} />
      {files.isPending && <Skeletons />}
      {first && !first.items.length && <Nothing state={state} narrowed={found.narrowed} />}
      <Found view={view} room={room.id} pages={pages} name={name} />
      {files.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={files.isFetchingNextPage}
          onClick={() => void files.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}

/** What was begun elsewhere and never ended: looked for once, as nobody can tell how soon somebody wants it. */
function useFound(room: string): void {
  const desk = useDesk();
  useEffect(() => {
    desk.find(room).catch(() => undefined);
  }, [desk, room]);
}

type FoundProps = { view: View; room: string; pages: FilePage[]; name: (id: string | null) => string };

function Found({ view, room, pages, name }: FoundProps) {
  const { t } = useTranslation("files");
  const versions = pages.flatMap(({ items }) => items);
  if (!versions.length) return null;
  const Shown = view === "gallery" ? FileTiles : FileRows;
  return <Shown room={room} versions={versions} name={name} label={t("list.title")} />;
}

function AddFiles({ room }: { room: string }) {
  const { t } = useTranslation("files");
  const bring = useBring(room, "shelf");
  return (
    <>
      <FileButton multiple onChange={(files) => bring({ files, folders: [] })}>
        {(props) => (
          <Button {...props} leftSection={<IconUpload size={16} aria-hidden />}>
            {t("list.upload")}
          </Button>
        )}
      </FileButton>
      <Dropping place="shelf" onFiles={bring} />
    </>
  );
}

function Nothing({ state: { room }, narrowed }: { state: RoomState; narrowed: boolean }) {
  const { t } = useTranslation("files");
  const [title, text] = narrowed
    ? [t("list.none"), t("list.noneText")]
    : [t("list.empty"), isWritable(room) ? t("list.emptyText") : t("list.emptyClosed")];
  return (
    <Stack gap={4} align="center" py="xl" ta="center">
      <Text fw={650}>{title}</Text>
      <Text c="dimmed" maw={420}>
        {text}
      </Text>
    </Stack>
  );
}

function Skeletons() {
  return (
    <Stack>
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} h={56} />
      ))}
    </Stack>
  );
}
