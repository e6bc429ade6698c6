import { Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../app/FormDialog";
import { AmountField, useAmount } from "../money/AmountField";
import { useSums } from "../money/useMoney";
import type { Milestone, Room } from "../wire";
import { doors } from "./doors";
import { partyName } from "./NextStep";
import { useAct } from "./useAct";
import { useSeen } from "./useSeen";

type Props = { room: Room; milestone: Milestone; onClose: () => void };

/** Offers less than the full amount; the freelancer decides. */
export function LessDialog({ room, milestone, onClose }: Props) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const act = useAct(room.id);
  const { currency, minor: full } = milestone;
  const [amount, setAmount] = useState("");
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState("");
  const minor = useAmount(amount, currency);
  const seen = useSeen(milestone);
  const isComplete = () => {
    const good = minor !== null && minor > 0 && minor < full;
    setWrong(good ? "" : t("less.range", { full: sums(full, currency) }));
    return good;
  };
  const send = () => {
    const body = { minor: minor ?? 0, note: note.trim(), submission: seen };
    return act(body, (key) => doors.offerLess(room.id, milestone.id, body, key), t("done.less"));
  };
  return (
    <FormDialog
      opened
      title={t("less.title")}
      action={t("less.action")}
      isComplete={isComplete}
      onAct={send}
      onClose={onClose}
    >
      <Text size="sm">
        {t("less.text", { name: partyName(room, "freelancer"), full: sums(full, currency) })}
      </Text>
      <AmountField
        label={t("less.amount")}
        description={
          minor && minor < full ? t("less.rest", { rest: sums(full - minor, currency) }) : undefined
        }
        currency={currency}
        value={amount}
        error={wrong}
        autoFocus
        onChange={setAmount}
      />
      <Textarea
        label={t("less.note")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={2}
        dir="auto"
      />
    </FormDialog>
  );
}
