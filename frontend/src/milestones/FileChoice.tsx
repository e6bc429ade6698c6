import { Button, Checkbox, FileButton, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sizeWords } from "../files/sizes";
import { TransferList } from "../files/TransferList";
import type { Transfer } from "../files/transfer";
import { useDesk } from "../files/UploadsProvider";
import { FILES_MOST, useBring } from "../files/useBring";
import { useFiles, useFilesNews } from "../files/useFiles";
import classes from "./milestones.module.css";

type Props = {
  room: string;
  place: `submission:${string}`;
  brought: Transfer[];
  /** Ids of versions that are here already. */
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

/** The files of a submission: new ones from this device, and those that the room has. */
export function FileChoice({ room, place, brought, chosen, onChange }: Props) {
  const { t } = useTranslation("milestones");
  const bring = useBring(room, place);
  const desk = useDesk();
  const count = chosen.length + brought.length;
  return (
    <Stack gap="xs" component="section" aria-label={t("submit.files")}>
      <Text fw={500} size="sm">
        {t("submit.files")}
      </Text>
      <Text size="xs" c="dimmed">
        {t("submit.filesHint", { most: FILES_MOST })}
      </Text>
      <Group>
        <FileButton multiple onChange={(files) => bring({ files, folders: [] })}>
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="default"
              disabled={count >= FILES_MOST}
              leftSection={<IconPaperclip size={14} aria-hidden />}
            >
              {t("submit.bring")}
            </Button>
          )}
        </FileButton>
      </Group>
      <TransferList
        transfers={brought}
        label={t("submit.brought")}
        onRemove={({ id }) => void desk.cancel(id)}
      />
      <OfTheRoom {...{ room, chosen, onChange }} full={count >= FILES_MOST} without={brought} />
    </Stack>
  );
}

type RoomProps = Pick<Props, "room" | "chosen" | "onChange"> & { full: boolean; without: Transfer[] };

function OfTheRoom({ room, chosen, onChange, full, without }: RoomProps) {
  const { t } = useTranslation("milestones");
  const [sought, setSought] = useState("");
  const files = useFiles(room, { q: sought.trim() || undefined, limit: 50 });
  useFilesNews(room);
  const own = new Set(without.map(({ version }) => version?.id));
  const versions = (files.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ id, deleted_at }) => !deleted_at && !own.has(id));
  if (files.isPending) return <Skeleton h={80} />;
  if (!versions.length && !sought) return null;
  return (
    <>
      <TextInput
        size="xs"
        label={t("submit.ofRoom")}
        placeholder={t("submit.search")}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <Checkbox.Group value={chosen} onChange={onChange} aria-label={t("submit.ofRoom")}>
        <div className={classes.fileChoice}>
          {versions.map(({ id, name, number, size }) => (
            <Checkbox
              key={id}
              value={id}
              disabled={full && !chosen.includes(id)}
              label={
                <bdi>
                  {name} · {number > 1 && `${t("submit.version", { number })} · `}
                  {sizeWords(size)}
                </bdi>
              }
            />
          ))}
          {!versions.length && (
            <Text size="sm" c="dimmed">
              {t("submit.notFound")}
            </Text>
          )}
        </div>
      </Checkbox.Group>
    </>
  );
}
