import { Group, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../app/FormDialog";
import { AmountField } from "../money/AmountField";
import { useDigits, useSums } from "../money/useMoney";
import { usePolicy } from "../terms/usePolicy";
import type { Milestone, Room } from "../wire";
import { ChecklistEditor } from "./ChecklistEditor";
import { doors } from "./doors";
import { type DraftValues, draftOf, EMPTY, faults, leastAmount, valuesOf } from "./draft";
import { useAct } from "./useAct";

/** Proposing a milestone, editing one that is not funded, or proposing to change one that is. */
export type Purpose = { kind: "propose" } | { kind: "edit" | "change"; milestone: Milestone };

type Props = { room: Room; purpose: Purpose; opened: boolean; onClose: () => void };

export function DraftDialog({ room, purpose, opened, onClose }: Props) {
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
    if (purpose.kind === "edit")
      return act(draft, (key) => doors.edit(room.id, id, draft, key), t("done.edited"));
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
    </FormDialog>
  );
}

function plain(milestone: Milestone) {
  return { ...milestone, checklist: milestone.checklist.map(({ text }) => text) };
}
