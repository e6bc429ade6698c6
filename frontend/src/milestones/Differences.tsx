import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import { useSums } from "../money/useMoney";
import type { Milestone, MilestoneDraft } from "../wire";
import classes from "./milestones.module.css";

/** What a change would change, old beside new. */
export function Differences({ milestone, draft }: { milestone: Milestone; draft: MilestoneDraft }) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const when = useWhen();
  const sum = (minor: number) => sums(minor, milestone.currency);
  const cap = (most?: number | null) => (most == null ? t("change.noCap") : String(most));
  const day = (due?: string | null) => (due ? when.day(due) : t("change.none"));
  const lines = (texts: string[]) => texts.join("\n") || t("change.none");
  const rows = [
    { name: t("field.title"), old: milestone.title, next: draft.title },
    { name: t("field.amount"), old: sum(milestone.minor), next: sum(draft.minor) },
    { name: t("field.due"), old: day(milestone.due), next: day(draft.due) },
    {
      name: t("field.description"),
      old: milestone.description || t("change.none"),
      next: draft.description || t("change.none"),
    },
    {
      name: t("checklist.label"),
      old: lines(milestone.checklist.map(({ text }) => text)),
      next: lines(draft.checklist),
    },
    { name: t("field.cap"), old: cap(milestone.revision_cap), next: cap(draft.revision_cap) },
  ].filter(({ old, next }) => old !== next);
  return (
    <dl className={classes.changes}>
      {rows.map(({ name, old, next }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <del>{old}</del>
            <ins>{next}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
