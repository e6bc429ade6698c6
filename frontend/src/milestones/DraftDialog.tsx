import { Group, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../app/FormDialog";
import { AmountField } from "../money/AmountField";
import { useDigits, useSums } from "../money/useMoney";
import { usePolicy } from "../terms/usePolicy";
import type { Milestone, Room } from "../wire";
import { ChecklistEditor } from "./ChecklistEditor";
import { Differences } from "./Differences";
import { doors } from "./doors";
import { type DraftValues, draftOf, EMPTY, faults, leastAmount, merged, valuesOf } from "./draft";
import { useAct } from "./useAct";

/** Proposing a milestone, editing one that is not funded, or proposing to change one that is. */
export type Purpose = { kind: "propose" } | { kind: "edit" | "change"; milestone: Milestone };

type Props = {
  room: Room;
  purpose: Purpose;
  /** The event up to which the milestone is as it stands here. */
  seen?: number;
  opened: boolean;
  onClose: () => void;
};

export function DraftDialog({ room, purpose, seen, opened, onClose }: Props) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const { currency } = room.terms;
  const digits = useDigits(currency);
  const policies = usePolicy().data;
  const policy = policies?.policies.find(({ id }) => id === room.terms.policy) ?? policies?.policies[0];
  const least = leastAmount(policy?.milestone_least ?? "5.00", digits);
  const most = purpose.kind === "change" ? purpose.milestone.minor : null;
  const act = useAct(room.id);
  const form = useForm<DraftValues>({
    initialValues: purpose.kind === "propose" ? EMPTY : valuesOf(plain(purpose.milestone), digits),
    validate: (values) => faults(values, { currency, digits, least, most }),
  });
  const queries = useQueryClient();
  const edited = purpose.kind === "edit" ? purpose.milestone : null;
  const began = useRef(form.values);
  const [meanwhile, setMeanwhile] = useState(false);
  const said = edited && JSON.stringify(draftOf(valuesOf(plain(edited), digits), digits));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the other side made of it is news
  useEffect(() => {
    if (!edited || said === JSON.stringify(draftOf(began.current, digits))) return;
    const now = valuesOf(plain(edited), digits);
    if (said !== JSON.stringify(draftOf(form.values, digits))) setMeanwhile(true);
    form.setValues(merged(began.current, now, form.values));
    began.current = now;
  }, [said]);
  const isComplete = () => {
    const { hasErrors, errors } = form.validate();
    if (hasErrors) form.getInputNode(Object.keys(errors)[0] ?? "")?.focus();
    return !hasErrors;
  };
  const send = () => {
    const draft = draftOf(form.values, digits);
    if (purpose.kind === "propose")
      return act(draft, (key) => doors.propose(room.id, draft, key), t("done.proposed"));
    const { id } = purpose.milestone;
    if (purpose.kind === "edit") {
      const body = { ...draft, seen: seen ?? null };
      const done = act(body, (key) => doors.edit(room.id, id, body, key), t("done.edited"));
      return done.catch((refused) => {
        void queries.invalidateQueries({ queryKey: ["milestones", room.id] });
        throw refused;
      });
    }
    return act(draft, (key) => doors.proposeChange(room.id, id, draft, key), t("done.changeProposed"));
  };
  return (
    <FormDialog
      opened={opened}
      title={t(`draft.${purpose.kind}`)}
      action={t(`draft.${purpose.kind}Action`)}
      size="lg"
      isComplete={isComplete}
      onAct={send}
      onClose={onClose}
    >
      {purpose.kind === "change" && <Text size="sm">{t("draft.changeText")}</Text>}
      <TextInput
        label={t("field.title")}
        placeholder={t("field.titleExample")}
        data-autofocus
        dir="auto"
        {...form.getInputProps("title")}
      />
      <Group align="flex-start" grow preventGrowOverflow={false} wrap="wrap">
        <AmountField
          label={t("field.amount")}
          description={
            most === null
              ? t("field.amountHint", { least: sums(least, currency) })
              : t("field.amountDown", { most: sums(most, currency) })
          }
          currency={currency}
          value={form.values.amount}
          error={form.errors.amount}
          onChange={(amount) => form.setFieldValue("amount", amount)}
        />
        <TextInput
          type="date"
          label={t("field.due")}
          description={t("field.dueHint")}
          {...form.getInputProps("due")}
        />
      </Group>
      <Textarea
        label={t("field.description")}
        description={t("field.descriptionHint")}
        autosize
        minRows={3}
        maxRows={12}
        dir="auto"
        {...form.getInputProps("description")}
      />
      <ChecklistEditor
        items={form.values.items}
        error={form.errors.items as string | undefined}
        onChange={(items) => form.setFieldValue("items", items)}
      />
      <TextInput
        label={t("field.cap")}
        description={t("field.capHint")}
        inputMode="numeric"
        autoComplete="off"
        maw={280}
        {...form.getInputProps("cap")}
      />
      {meanwhile && edited && (
        <div role="status">
          <Text size="sm">{t("draft.meanwhile")}</Text>
          <Differences milestone={edited} draft={draftOf(form.values, digits)} />
        </div>
      )}
    </FormDialog>
  );
}

function plain(milestone: Milestone) {
  return { ...milestone, checklist: milestone.checklist.map(({ text }) => text) };
}
