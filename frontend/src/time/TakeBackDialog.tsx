import { Checkbox, Group, NumberInput, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../app/FormDialog";
import { useAct } from "../milestones/useAct";
import type { Room, Week } from "../wire";
import { doors } from "./doors";
import { writeDuration } from "./durations";

/** Gives time of a billed week back: a credit on the next bill. */
export function TakeBackDialog({ room, week, onClose }: { room: Room; week: Week; onClose: () => void }) {
  const { t } = useTranslation("time");
  const act = useAct(room.id);
  const [hours, setHours] = useState(0);
  const [minutes, setMinutes] = useState(0);
  const [all, setAll] = useState(false);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const most = week.billed;
  const seconds = all ? most : hours * 3600 + minutes * 60;
  const fault =
    seconds <= 0
      ? t("fault.seconds")
      : seconds > most
        ? t("fault.most", { duration: writeDuration(most) })
        : "";
  const save = () => {
    const body = { seconds, reason: reason.trim() };
    return act(body, (key) => doors.takeBack(room.id, week.week, body, key), t("back.done"));
  };
  return (
    <FormDialog
      opened
      title={t("back.title")}
      action={t("back.save")}
      isComplete={() => {
        setAsked(true);
        return !fault && !!reason.trim();
      }}
      onAct={save}
      onClose={onClose}
    >
      <Text size="sm">{t("back.text")}</Text>
      <Group grow align="flex-start">
        <NumberInput
          label={t("back.hours")}
          value={hours}
          disabled={all}
          min={0}
          max={168}
          allowDecimal={false}
          onChange={(value) => setHours(Number(value) || 0)}
        />
        <NumberInput
          label={t("back.minutes")}
          value={minutes}
          disabled={all}
          min={0}
          max={59}
          allowDecimal={false}
          onChange={(value) => setMinutes(Number(value) || 0)}
        />
      </Group>
      <Checkbox
        label={t("back.all", { duration: writeDuration(most) })}
        checked={all}
        onChange={(event) => setAll(event.currentTarget.checked)}
      />
      <Text size="sm" c={asked && fault ? "var(--mantine-color-error)" : "dimmed"} role="status">
        {(asked && fault) || t("back.most", { duration: writeDuration(most) })}
      </Text>
      <Textarea
        label={t("back.reason")}
        value={reason}
        maxLength={1000}
        autosize
        minRows={2}
        error={asked && !reason.trim() ? t("fault.reason") : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
        dir="auto"
      />
    </FormDialog>
  );
}
