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
import { type Stretch, StretchFields } from "./StretchFields";
import { beginOf } from "./weeks";
import { endOf, fieldOf, instantOf } from "./zoned";

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
  const [stretch, setStretch] = useState<Stretch>(() => ({
    memo: "",
    from: fieldOf(at ?? Date.now() - 6 * CELL_MS, zone).slice(0, 16),
    to: fieldOf(at === null ? Date.now() : at + CELL_MS, zone).slice(0, 16),
  }));
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const allowed = room.terms.manual_time ?? false;
  const start = instantOf(stretch.from, zone, at ?? Date.now());
  const end = endOf(stretch.to, zone, start);
  const memo = stretch.memo.trim();
  const fault = faultOfManual(start, end, beginOf(monday));
  const noReason = !allowed && !reason.trim();
  const add = () => {
    const times = { start: wireAt(start ?? 0), end: wireAt(end ?? 0) };
    const body = { id, ...times, memo, reason: reason.trim() };
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
        return !fault && !!memo && !noReason;
      }}
      onAct={add}
      onClose={onClose}
    >
      <Text size="sm">{t(allowed ? "manual.allowed" : "manual.asked")}</Text>
      <StretchFields {...{ stretch, memos, zone, asked, fault }} onChange={setStretch} />
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
