import { Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../app/FormDialog";
import { draft, keepDraft } from "../chat/drafts";
import { useDesk, useTransfers } from "../files/UploadsProvider";
import { useSession } from "../live/LiveProvider";
import { useSums } from "../money/useMoney";
import { useDays } from "../terms/usePolicy";
import type { Milestone, Room } from "../wire";
import { doors } from "./doors";
import { FileChoice } from "./FileChoice";
import { useAct } from "./useAct";

type Props = { room: Room; milestone: Milestone; opened: boolean; onClose: () => void };

/** Hands work in: what was done, in words, with the files that show it. Both are frozen. */
export function SubmitDialog({ room, milestone, opened, onClose }: Props) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const { me } = useSession();
  const desk = useDesk();
  const act = useAct(room.id);
  const days = useDays(room, "review_days");
  const kept = `${room.id}:${milestone.id}`;
  const [message, setMessage] = useState(() => draft(me, kept));
  const [chosen, setChosen] = useState<string[]>([]);
  const [wrong, setWrong] = useState<{ message?: string; files?: string }>({});
  const place = `submission:${milestone.id}` as const;
  const brought = useTransfers(room.id, place);
  const say = (text: string) => {
    setMessage(text);
    keepDraft(me, kept, text);
  };
  const isComplete = () => {
    const found = {
      message: message.trim() ? undefined : t("submit.noMessage"),
      files: brought.every(({ stage }) => stage === "done") ? undefined : t("submit.underWay"),
    };
    setWrong(found);
    return !found.message && !found.files;
  };
  const send = async () => {
    const files = [...chosen, ...brought.flatMap(({ version }) => version?.id ?? [])];
    const body = { message: message.trim(), files: [...new Set(files)] };
    await act(body, (key) => doors.submit(room.id, milestone.id, body, key), t("done.submitted"));
    keepDraft(me, kept, "");
    for (const { id } of brought) await desk.forget(id);
  };
  const amount = sums(milestone.minor, milestone.currency);
  return (
    <FormDialog
      opened={opened}
      title={t("submit.title", { title: milestone.title })}
      action={t("submit.action")}
      size="lg"
      isComplete={isComplete}
      onAct={send}
      onClose={onClose}
    >
      <Textarea
        label={t("submit.message")}
        description={t("submit.messageHint")}
        value={message}
        onChange={(event) => say(event.currentTarget.value)}
        error={wrong.message}
        required
        data-autofocus
        autosize
        minRows={4}
        maxRows={14}
        dir="auto"
      />
      <FileChoice {...{ room: room.id, place, brought, chosen }} onChange={setChosen} />
      {wrong.files && !brought.every(({ stage }) => stage === "done") && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {wrong.files}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t("submit.then", { count: days, amount })}
      </Text>
    </FormDialog>
  );
}
