import { Button, FileButton, Group, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FileVersion } from "../wire";
import { TransferList } from "./TransferList";
import { useDesk, useTransfers } from "./UploadsProvider";

const NOTE_CHARS = 1_000;

/** Brings the next version of a file, with a note what is new about it; it keeps the file's name. */
export function NewVersion({ room, file: { file, name } }: { room: string; file: FileVersion }) {
  const { t } = useTranslation("files");
  const desk = useDesk();
  const [open, form] = useDisclosure(false);
  const [note, setNote] = useState("");
  const transfers = useTransfers(room, "shelf").filter(({ versionOf }) => versionOf === file);
  const bring = (chosen: File | null) => {
    if (!chosen) return;
    const renamed = new File([chosen], name, { type: chosen.type });
    desk.add(room, [renamed], { place: "shelf", versionOf: file, note: note.trim() });
    setNote("");
    form.close();
  };
  return (
    <Stack gap="xs" align="flex-start">
      {open ? (
        <>
          <Textarea
            label={t("dialog.note")}
            description={t("dialog.noteHint")}
            value={note}
            maxLength={NOTE_CHARS}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
            autosize
            minRows={2}
            w="100%"
            dir="auto"
            data-autofocus
          />
          <Group>
            <FileButton onChange={bring}>
              {(props) => (
                <Button {...props} leftSection={<IconUpload size={16} aria-hidden />}>
                  {t("dialog.chooseVersion")}
                </Button>
              )}
            </FileButton>
          </Group>
        </>
      ) : (
        <Button variant="default" leftSection={<IconUpload size={16} aria-hidden />} onClick={form.open}>
          {t("dialog.newVersion")}
        </Button>
      )}
      <TransferList transfers={transfers} label={t("dialog.newVersion")} />
    </Stack>
  );
}
