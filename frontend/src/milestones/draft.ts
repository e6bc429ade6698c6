import i18n from "../app/i18n";
import { majorUnits, parseMoney, writeMoney } from "../terms/money";
import type { Milestone, MilestoneDraft } from "../wire";

/** An item of the checklist while it is edited; `key` holds its field in place. */
export type ItemValue = { key: string; text: string };

/** A milestone as it stands in the fields of a form: text, until it is sent. */
export type DraftValues = {
  title: string;
  description: string;
  /** In major units, as typed. */
  amount: string;
  due: string;
  items: ItemValue[];
  /** How often changes may be asked for, as typed; empty: as often as needed. */
  cap: string;
};

export const EMPTY: DraftValues = { title: "", description: "", amount: "", due: "", items: [], cap: "" };

export function valuesOf(
  milestone: Pick<Milestone, "title" | "description" | "minor" | "due" | "revision_cap"> & {
    checklist: string[];
  },
  digits: number,
): DraftValues {
  return {
    title: milestone.title,
    description: milestone.description,
    amount: majorUnits(milestone.minor, digits),
    due: milestone.due ?? "",
    items: milestone.checklist.map((text, i) => ({ key: `was-${i}`, text })),
    cap: milestone.revision_cap == null ? "" : String(milestone.revision_cap),
  };
}

/** What is sent; the amount is 0 while what stands in its field is none. */
export function draftOf(values: DraftValues, digits: number): MilestoneDraft {
  return {
    title: values.title.trim(),
    description: values.description.trim(),
    minor: parseMoney(values.amount, digits) ?? 0,
    due: values.due || null,
    checklist: values.items.map(({ text }) => text.trim()).filter(Boolean),
    revision_cap: values.cap.trim() ? Number(values.cap) : null,
  };
}

/** My values after somebody else changed what they began with: theirs where I left them, else mine. Pure. */
export function merged(was: DraftValues, now: DraftValues, mine: DraftValues): DraftValues {
  const texts = ({ items }: DraftValues) => JSON.stringify(items.map(({ text }) => text));
  const of = <K extends keyof DraftValues>(key: K) => (mine[key] === was[key] ? now[key] : mine[key]);
  return {
    title: of("title"),
    description: of("description"),
    amount: of("amount"),
    due: of("due"),
    items: texts(mine) === texts(was) ? now.items : mine.items,
    cap: of("cap"),
  };
}

type Rules = { currency: string; digits: number; least: number; most: number | null };

/** A sentence for each field that cannot be sent so; the server has the last word. */
export function faults(values: DraftValues, rules: Rules): Partial<Record<keyof DraftValues, string>> {
  const t = i18n.getFixedT(null, "milestones");
  const { currency, digits, least, most } = rules;
  const sum = (minor: number) => writeMoney(minor, currency, digits, i18n.language);
  const found: Partial<Record<keyof DraftValues, string>> = {};
  if (!values.title.trim()) found.title = t("need.title");
  else if (values.title.trim().length > 120) found.title = t("need.titleLong");
  const minor = parseMoney(values.amount, digits);
  if (minor === null) found.amount = t("need.amount", { example: majorUnits(500 * 10 ** digits, digits) });
  else if (minor < least) found.amount = t("need.amountLow", { least: sum(least) });
  else if (most !== null && minor > most) found.amount = t("need.amountHigh", { most: sum(most) });
  if (values.cap.trim() && !/^\d{1,2}$/.test(values.cap.trim())) found.cap = t("need.cap");
  const texts = values.items.map(({ text }) => text.trim()).filter(Boolean);
  if (new Set(texts).size < texts.length) found.items = t("need.itemTwice");
  return found;
}

/** What a policy says in major units, as a decimal, in minor ones; a part rounds up. */
export function leastAmount(decimal: string, digits: number): number {
  const [whole = "0", part = ""] = decimal.split(".");
  const rest = /[1-9]/.test(part.slice(digits)) ? 1 : 0;
  return Number(whole + part.slice(0, digits).padEnd(digits, "0")) + rest;
}
