import i18n from "../app/i18n";
import type { Policies, Policy, Terms, TermsDraft } from "../wire";
import { digitsOf, majorUnits, parseMoney, writeMoney } from "./money";

/** Terms as they stand in the fields of a form: text, until they are sent. */
export type TermsValues = {
  title: string;
  description: string;
  kind: TermsDraft["kind"];
  currency: string;
  /** In major units, as typed. */
  rate: string;
  weekly_limit: string;
  manual_time: boolean;
  /** In major units, as typed; empty for none. */
  retainer: string;
  reading_mode: boolean;
  start: string;
  fee_profile: string;
};

const DAY_MS = 86_400_000;
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** A new offer: hourly, from today, under the first fee profile. */
export function emptyTerms(policies: Policies, today: Date): TermsValues {
  return {
    title: "",
    description: "",
    kind: "hourly",
    currency: "USD" in policies.currencies ? "USD" : (Object.keys(policies.currencies)[0] ?? ""),
    rate: "",
    weekly_limit: "40",
    manual_time: false,
    retainer: "",
    reading_mode: false,
    start: dayOf(today),
    fee_profile: policies.fee_profiles[0]?.id ?? "none",
  };
}

export function valuesOf(terms: Terms, policies: Policies): TermsValues {
  const digits = digitsOf(terms.currency, policies.currencies);
  return {
    title: terms.title,
    description: terms.description,
    kind: terms.kind,
    currency: terms.currency,
    rate: terms.rate == null ? "" : majorUnits(terms.rate, digits),
    weekly_limit: String(terms.weekly_limit ?? 40),
    manual_time: terms.manual_time ?? false,
    retainer: terms.retainer == null ? "" : majorUnits(terms.retainer, digits),
    reading_mode: terms.reading_mode ?? false,
    start: terms.start ?? "",
    fee_profile: terms.fee_profile,
  };
}

/** What is sent. The rate and the retainer are null while what stands in their fields is no amount. */
export function draftOf(values: TermsValues, policies: Policies): TermsDraft {
  const hourly = values.kind === "hourly";
  const digits = digitsOf(values.currency, policies.currencies);
  return {
    title: values.title.trim(),
    description: values.description.trim(),
    kind: values.kind,
    currency: values.currency,
    rate: hourly ? parseMoney(values.rate, digits) : null,
    weekly_limit: hourly ? Number(values.weekly_limit) : null,
    manual_time: hourly ? values.manual_time : null,
    retainer: hourly ? parseMoney(values.retainer, digits) : null,
    reading_mode: hourly ? values.reading_mode : null,
    start: hourly ? values.start : null,
    fee_profile: values.fee_profile,
  };
}

/** The least an hour may cost, in minor units: the policy says it in major ones, as a decimal; a part rounds up. */
export function leastRate(policy: Policy, digits: number): number {
  const [whole = "0", part = ""] = policy.minimum_rate.split(".");
  const rest = /[1-9]/.test(part.slice(digits)) ? 1 : 0;
  return Number(whole + part.slice(0, digits).padEnd(digits, "0")) + rest;
}

/** A sentence for each field that cannot be sent so; the server has the last word. `settled` is not judged again. */
export function faults(
  values: TermsValues,
  policies: Policies,
  policy: Policy,
  settled: Terms | null,
  today: Date,
): Partial<Record<keyof TermsValues, string>> {
  const t = i18n.getFixedT(null, "terms");
  const found: Partial<Record<keyof TermsValues, string>> = {};
  if (!values.title.trim()) found.title = t("need.title");
  else if (values.title.trim().length > 120) found.title = t("need.titleLong");
  if (values.description.length > 20_000) found.description = t("need.descriptionLong");
  if (!(values.currency in policies.currencies)) found.currency = t("need.currency");
  if (values.kind === "fixed") return found;
  const digits = digitsOf(values.currency, policies.currencies);
  const rate = parseMoney(values.rate, digits);
  const least = leastRate(policy, digits);
  const example = majorUnits(45 * 10 ** digits, digits);
  if (rate === null) found.rate = t("need.rate", { example });
  else if (rate < least)
    found.rate = t("need.rateLow", { least: writeMoney(least, values.currency, digits, i18n.language) });
  const most = policy.weekly_limit_most;
  if (!/^\d{1,3}$/.test(values.weekly_limit) || Number(values.weekly_limit) > most)
    found.weekly_limit = t("need.limit", { most });
  if (values.retainer.trim() && !parseMoney(values.retainer, digits))
    found.retainer = t("need.retainer", { example });
  const first = dayOf(new Date(today.getTime() - policy.start_days_back * DAY_MS));
  const last = dayOf(new Date(today.getTime() + policy.start_days_ahead * DAY_MS));
  if (!values.start) found.start = t("need.start");
  else if (values.start !== settled?.start && (values.start < first || values.start > last))
    found.start = t("need.startRange", { first, last });
  return found;
}
