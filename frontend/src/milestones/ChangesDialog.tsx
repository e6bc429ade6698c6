import { List, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../app/FormDialog";
import type { Milestone, Room } from "../wire";
import { doors } from "./doors";
import { roundsLeft } from "./steps";
import { useAct } from "./useAct";
import { useSeen } from "./useSeen";

type Props = { room: Room; milestone: Milestone; onClose: () => void };

export function ChangesDialog({ room, milestone, onClose }: Props) {
  const { t } = useTranslation("milestones");
  const act = useAct(room.id);
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState("");
  const left = roundsLeft(milestone);
  const submission = milestone.submissions.at(-1);
  const wanting = (submission?.marks ?? []).filter(
    ({ ok, remark }) => ok === false || (ok !== true && remark),
  );
  const textOf = (id: number) => submission?.checklist.find((item) => item.id === id)?.text ?? "";
  const isComplete = () => {
    setWrong(note.trim() ? "" : t("changes.none"));
    return note.trim() !== "";
  };
  const seen = useSeen(milestone);
  const send = () => {
    const body = { note: note.trim(), submission: seen };
    return act(body, (key) => doors.requestChanges(room.id, milestone.id, body, key), t("done.changes"));
  };
  return (
    <FormDialog
      opened
      title={t("changes.title")}
      action={t("review.changes")}
      isComplete={isComplete}
      onAct={send}
      onClose={onClose}
    >
      <Text size="sm">{t("changes.text")}</Text>
      {left !== null && <Text size="sm">{t("changes.left", { count: left })}</Text>}
      {wanting.length > 0 && (
        <List size="sm">
          {wanting.map(({ item, remark }) => (
            <List.Item key={item}>
              <bdi>{textOf(item)}</bdi>
              {remark && <bdi>: {remark}</bdi>}
            </List.Item>
          ))}
        </List>
      )}
      <Textarea
        label={t("changes.note")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={wrong}
        required
        data-autofocus
        autosize
        minRows={3}
        maxRows={12}
        dir="auto"
      />
    </FormDialog>
  );
}
