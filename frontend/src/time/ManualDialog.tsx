import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../api/key";
import { FormDialog } from "../app/FormDialog";
import { useAct } from "../milestones/useAct";
import type { Room } from "../wire";
import { faultOfManual, wireAt } from "./corrections";
import { doors } from "./doors";
import { CELL_MS } from "./grid";
import { MemoField } from "./MemoField";
import { TimeField } from "./TimeField";
import { beginOf } from "./weeks";
import { fieldOf, instantOf } from "./zoned";

type Props = {
  room: Room;
  zone: string;
  memos: string[];
  /** The first week that is not closed yet. */
  monday: string;
  /** Where it begins, in milliseconds, if that is known. */
  at: number | null;
  onClose: () => void;
};

/** Adds time that no timer measured; where the contract does not allow it, asks the client. */
export function ManualDialog({ room, zone, memos, monday, at, onClose }: Props) {
  const { t } = useTranslation("time");
  const act = useAct(room.id);
  const [id] = useState(newKey);
  const [memo, setMemo] = useState("");
  const [reason, setReason] = useState("");
  const [from, setFrom] = useState(() => fieldOf(at ?? Date.now() - 6 * CELL_MS, zone).slice(0, 16));
  const [to, setTo] = useState(() => fieldOf(at === null ? Date.now() : at + CELL_MS, zone).slice(0, 16));
  const [asked, setAsked] = useState(false);
  const allowed = room.terms.manual_time ?? false;
  const [start, end] = [instantOf(from, zone), instantOf(to, zone)];
  const fault = faultOfManual(start, end, beginOf(monday));
  const noMemo = !memo.trim();
  const noReason = !allowed && !reason.trim();
  const add = () => {
    const times = { start: wireAt(start ?? 0), end: wireAt(end ?? 0) };
    const body = { id, ...times, memo: memo.trim(), reason: reason.trim() };
    const done = t(allowed ? "manual.done" : "manual.doneAsked");
    return act(body, (key) => doors.addManual(room.id, body, key), done);
  };
  return (
    <FormDialog
      opened
      title={t("manual.title")}
      action={t(allowed ? "manual.save" : "manual.ask")}
      isComplete={() => {
        setAsked(true);
        return !fault && !noMemo && !noReason;
      }}
      onAct={add}
      onClose={onClose}
    >
      <Text size="sm">{t(allowed ? "manual.allowed" : "manual.asked")}</Text>
      <MemoField
        label={t("edit.memo")}
        value={memo}
        memos={memos}
        error={asked && noMemo ? t("fault.memo") : undefined}
        onChange={setMemo}
      />
      <TimeField label={t("edit.from")} value={from} onChange={setFrom} zone={zone} />
      <TimeField
        label={t("edit.to")}
        value={to}
        onChange={setTo}
        zone={zone}
        error={asked && fault ? t(`fault.${fault}`) : undefined}
      />
      {!allowed && (
        <TextInput
          label={t("edit.reason")}
          description={t("manual.reasonHint")}
          value={reason}
          maxLength={1000}
          error={asked && noReason ? t("fault.reason") : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
          required
        />
      )}
    </FormDialog>
  );
}
