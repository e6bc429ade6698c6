import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../app/FormDialog";
import { useAct } from "../milestones/useAct";
import { edited, type Fault, faultOfEdit, faultOfSplit, split, wireAt } from "./corrections";
import { doors } from "./doors";
import { type Entry, piecesOf, seenOf } from "./entries";
import { MemoField } from "./MemoField";
import { type Stretch, StretchFields } from "./StretchFields";
import { TimeField } from "./TimeField";
import { fieldOf, instantOf } from "./zoned";

type Props = { room: string; entry: Entry; zone: string; memos: string[]; onClose: () => void };

/** Shortens an entry, or says otherwise what was done in it. */
export function EditDialog({ room, entry, zone, memos, onClose }: Props) {
  const { t } = useTranslation("time");
  const act = useAct(room);
  const [stretch, setStretch] = useState<Stretch>({
    memo: entry.memo,
    from: fieldOf(Date.parse(entry.start), zone),
    to: fieldOf(Date.parse(entry.end), zone),
  });
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const start = instantOf(stretch.from, zone, Date.parse(entry.start));
  const end = instantOf(stretch.to, zone, Date.parse(entry.end));
  const memo = stretch.memo.trim();
  const fault: Fault | null = faultOfEdit(entry, start, end);
  const save = () => {
    const piece = { start: wireAt(start ?? 0), end: wireAt(end ?? 0), memo };
    const pieces = edited(piecesOf(entry.report), entry.index, piece);
    const body = { number: seenOf(entry.report), pieces, reason: reason.trim() };
    return act(body, (key) => doors.correct(room, entry.report.id, body, key), t("edit.done"));
  };
  return (
    <FormDialog
      opened
      title={t("edit.title")}
      action={t("edit.save")}
      isComplete={() => {
        setAsked(true);
        return !fault && !!memo;
      }}
      onAct={save}
      onClose={onClose}
    >
      <Text size="sm">{t("edit.text")}</Text>
      <StretchFields {...{ stretch, memos, zone, asked, fault }} onChange={setStretch} />
      <TextInput
        label={t("edit.reason")}
        description={t("edit.reasonHint")}
        value={reason}
        maxLength={1000}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** Makes two entries of one, so that each says what was done. */
export function SplitDialog({ room, entry, zone, memos, onClose }: Props) {
  const { t } = useTranslation("time");
  const act = useAct(room);
  const middle = Math.floor((Date.parse(entry.start) + Date.parse(entry.end)) / 2000) * 1000;
  const [at, setAt] = useState(fieldOf(middle, zone));
  const [before, setBefore] = useState(entry.memo);
  const [after, setAfter] = useState("");
  const [asked, setAsked] = useState(false);
  const instant = instantOf(at, zone, middle);
  const fault = faultOfSplit(entry, instant);
  const need = (memo: string) => (asked && !memo.trim() ? t("fault.memo") : undefined);
  const save = () => {
    const memoPair: [string, string] = [before.trim(), after.trim()];
    const pieces = split(piecesOf(entry.report), entry.index, wireAt(instant ?? 0), memoPair);
    const body = { number: seenOf(entry.report), pieces, reason: "" };
    return act(body, (key) => doors.correct(room, entry.report.id, body, key), t("split.done"));
  };
  return (
    <FormDialog
      opened
      title={t("split.title")}
      action={t("split.save")}
      isComplete={() => {
        setAsked(true);
        return !fault && !!before.trim() && !!after.trim();
      }}
      onAct={save}
      onClose={onClose}
    >
      <Text size="sm">{t("split.text")}</Text>
      <TimeField
        label={t("split.at")}
        value={at}
        onChange={setAt}
        zone={zone}
        error={asked && fault ? t(`fault.${fault}`) : undefined}
      />
      <MemoField
        label={t("split.before")}
        value={before}
        memos={memos}
        error={need(before)}
        onChange={setBefore}
      />
      <MemoField
        label={t("split.after")}
        value={after}
        memos={memos}
        error={need(after)}
        onChange={setAfter}
      />
    </FormDialog>
  );
}
