import type { TFunction } from "i18next";
import { isMoney, type Line, type MoneyEvent } from "../live/events";
import type { Milestone } from "../wire";
import type { LineWords } from "./lines";

type MoneyLine = Extract<Line, MoneyEvent>;
type Name = (id: string | null) => string;
type Money = (minor: number, currency: string) => string;

/** Milestones as the newest lines know them. Of several events about one, the server gives it only with the last. */
export function milestonesIn(lines: Line[]): Map<string, Milestone> {
  const known = new Map<string, Milestone>();
  for (const { data } of lines)
    if ("milestone" in data && data.milestone) known.set(data.milestone.id, data.milestone);
  return known;
}

/** What lines are told with: names, sums and milestones. */
export type Telling = { name: Name; money: Money; known: Map<string, Milestone> };

/** An event of milestones or money in words, with the way to what it is about; null where another line tells it. */
export function moneyWords(line: Line, t: TFunction<"chat">, telling: Telling): LineWords | null {
  if (!isMoney(line)) return null;
  return milestoneWords(line, t, telling) ?? askedWords(line, t, telling) ?? paidWords(line, t, telling);
}

/** What lines about a milestone begin with. */
function about(line: MoneyLine, t: TFunction<"chat">, { name, money, known }: Telling) {
  const milestone =
    "milestone" in line.data ? (line.data.milestone ?? known.get(line.data.id) ?? null) : null;
  const title = milestone?.title ?? t("line.aMilestone");
  const sum = (minor: number) => money(minor, milestone?.currency ?? currencyOf(line));
  const to = "id" in line.data && milestone ? `/milestones/${line.data.id}` : "/milestones";
  return { milestone, sum, to, who: { name: name(line.by), title } };
}

function currencyOf({ data }: MoneyLine): string {
  if ("currency" in data) return data.currency;
  return ("money" in data && data.money?.currency) || "EUR";
}

function milestoneWords(line: MoneyLine, t: TFunction<"chat">, telling: Telling): LineWords | null {
  const { milestone, sum, to, who } = about(line, t, telling);
  const cost = (then: number | null | undefined) => ({ ...who, amount: sum(then ?? milestone?.minor ?? 0) });
  switch (line.kind) {
    case "milestone.proposed":
      return { to, text: t("line.milestoneProposed", cost(line.data.minor)) };
    case "milestone.edited":
      return { to, text: t("line.milestoneEdited", cost(line.data.minor)) };
    case "milestones.ordered":
      return { to, text: t("line.milestonesOrdered", who) };
    case "milestone.funded":
      return { to, text: t("line.milestoneFunded", cost(line.data.minor)) };
    case "milestone.submitted":
      return { to, text: t("line.milestoneSubmitted", { ...who, count: line.data.number }) };
    case "milestone.changes_requested": {
      const submission = milestone?.submissions.find(({ number }) => number === line.data.number);
      return { to, text: t("line.changesRequested", who), reason: submission?.note };
    }
    case "milestone.approved": {
      const released = { ...who, amount: sum(line.data.minor) };
      return { to, text: line.by ? t("line.approved", released) : t("line.approvedByItself", released) };
    }
    case "milestone.cancelled": {
      const back = line.data.refunded;
      return {
        to,
        text: back ? t("line.cancelledBack", { ...who, amount: sum(back) }) : t("line.cancelled", who),
      };
    }
    default:
      return null;
  }
}

function askedWords(line: MoneyLine, t: TFunction<"chat">, telling: Telling): LineWords | null {
  const { milestone, sum, to, who } = about(line, t, telling);
  switch (line.kind) {
    case "less.offered":
      return {
        to,
        text: t("line.lessOffered", { ...who, amount: sum(line.data.minor) }),
        reason: milestone?.less?.note,
      };
    case "less.ended":
      return { to, text: t(`line.less.${line.data.how}`, who) };
    case "change.proposed":
      return { to, text: t("line.changeProposed", who) };
    case "change.ended":
      return { to, text: t(`line.change.${line.data.how}`, who) };
    case "cancel.asked":
      return { to, text: t("line.cancelAsked", who), reason: milestone?.cancel?.reason };
    case "cancel.ended":
      return { to, text: t(`line.cancel.${line.data.how}`, who) };
    default:
      return null;
  }
}

function paidWords(line: MoneyLine, t: TFunction<"chat">, { name, money }: Telling): LineWords | null {
  const who = { name: name(line.by) };
  const to = "/money";
  switch (line.kind) {
    case "payment.changed": {
      const { payment } = line.data;
      // It comes as it stands when it is read, with the same end on all of its lines.
      const state = line.data.state ?? payment?.state;
      if (!payment || (state !== "failed" && state !== "needs_confirmation")) return null;
      const paid = { amount: money(payment.total, payment.currency) };
      const text = t(state === "failed" ? "line.paymentFailed" : "line.paymentWaits", paid);
      return { to, text, reason: state === payment.state ? payment.trouble : undefined };
    }
    case "payment.succeeded": {
      const { payment } = line.data;
      // What a charge was for has a line of its own.
      if (payment?.kind !== "refund") return null;
      return { to, text: t("line.refundArrived", { amount: money(payment.total, payment.currency) }) };
    }
    case "bonus.paid":
    case "money.available":
    case "release.refunded": {
      const { release } = line.data;
      const sum = (minor: number) => money(minor, currencyOf(line));
      const title = release?.title ?? "";
      if (line.kind === "release.refunded")
        return {
          to,
          text: t(line.by ? "line.releaseRefunded" : "line.creditReturned", {
            ...who,
            amount: sum(line.data.minor),
          }),
          reason: line.data.reason,
        };
      if (!release) return null;
      if (line.kind === "bonus.paid")
        return { to, text: t("line.bonusPaid", { ...who, amount: sum(release.minor) }) };
      const { minor } = line.data;
      return minor === 0
        ? null
        : { to, text: t("line.available", { title, amount: sum(minor ?? release.net) }) };
    }
    case "escrow.refunded":
      return { to, text: t("line.escrowRefunded", { amount: money(line.data.minor, line.data.currency) }) };
    default:
      return null;
  }
}
