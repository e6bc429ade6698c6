import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { FormDialog } from "../app/FormDialog";
import { otherParty } from "../terms/useRoom";
import { useKey, useStep } from "../terms/useStep";
import type { Room, TermsDraft } from "../wire";
import { higher } from "./limits";

/** Proposes the terms as they are with a higher weekly limit: the other side needs one press to agree. */
export function RaiseDialog({ room, most, onClose }: { room: Room; most: number; onClose: () => void }) {
  const { t } = useTranslation("time");
  const step = useStep(room.id);
  const keyFor = useKey();
  const now = room.terms.weekly_limit ?? 0;
  const steps = higher(now, most);
  const [typed, setTyped] = useState(String(steps[0] ?? most));
  const [asked, setAsked] = useState(false);
  const hours = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  const good = hours > now && hours <= most;
  const name = otherParty(room)?.name ?? t("somebody");
  const propose = () => {
    const { policy: _, ...terms } = room.terms;
    const body = { terms: { ...terms, weekly_limit: hours } satisfies TermsDraft, note: "" };
    const sent = { params: { path: { room: room.id } }, body, headers: keyFor(body) };
    return step(() => answer(api.POST("/api/v1/rooms/{room}/terms", sent)), t("limit.sent", { name }));
  };
  return (
    <FormDialog
      opened
      title={t("limit.title")}
      action={t("limit.send", { hours: good ? hours : "…" })}
      isComplete={() => {
        setAsked(true);
        return good;
      }}
      onAct={propose}
      onClose={onClose}
    >
      <Text size="sm">{t("limit.text", { name })}</Text>
      <TextInput
        label={t("limit.hours")}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        error={asked && !good ? t("limit.whole", { now, most }) : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <Group gap="xs">
        {steps.map((step) => (
          <Button key={step} size="compact-sm" variant="default" onClick={() => setTyped(String(step))}>
            {t("duration.hours", { count: step })}
          </Button>
        ))}
      </Group>
    </FormDialog>
  );
}
