import type { TFunction } from "i18next";
import { isTime, type Line, type TimeEvent } from "../live/events";
import { writeDuration } from "../time/durations";
import type { LineWords } from "./lines";

type TimeLine = Extract<Line, TimeEvent>;

/** What lines about time are told with. `money` writes an amount in the contract's currency, `day` a calendar day. */
export type TimeTelling = {
  name: (id: string | null) => string;
  money: (minor: number) => string;
  day: (monday: string) => string;
};

/** An event of worked time or a weekly bill in words, with the way to its week; null for what is not about time. */
export function timeWords(line: Line, t: TFunction<"chat">, telling: TimeTelling): LineWords | null {
  if (!isTime(line)) return null;
  const monday = "days" in line.data ? line.data.days[0] : undefined;
  const words = workWords(line, t, telling) ?? billWords(line, t, telling);
  return words && { ...words, to: monday ? `/time?week=${monday}` : "/time" };
}

function about(line: TimeLine, { name, day }: TimeTelling) {
  const monday = "days" in line.data ? line.data.days[0] : undefined;
  return { name: name(line.by), week: monday ? day(monday) : "" };
}

function workWords(line: TimeLine, t: TFunction<"chat">, telling: TimeTelling): LineWords | null {
  const who = about(line, telling);
  const seconds = "seconds" in line.data ? line.data.seconds : 0;
  const duration = writeDuration(seconds);
  switch (line.kind) {
    case "time.reported":
      return { text: t(line.data.late ? "line.time.late" : "line.time.manual", { ...who, duration }) };
    case "time.asked":
      return { text: t(`line.time.asked.${line.data.what}`, { ...who, duration }) };
    case "time.answered":
      return { text: t(`line.time.answered.${line.data.how}`, { ...who, duration }) };
    case "limit.reached":
      return { text: t(line.data.percent === 100 ? "line.time.limitFull" : "line.time.limitNear", who) };
    case "overtime.accepted":
      return { text: t("line.time.overtime", { ...who, duration }) };
    default:
      return null;
  }
}

function billWords(line: TimeLine, t: TFunction<"chat">, telling: TimeTelling): LineWords | null {
  const who = about(line, telling);
  const sum = (minor: number) => telling.money(minor);
  switch (line.kind) {
    case "week.billed": {
      const { minor } = line.data;
      return { text: t(minor ? "line.time.billed" : "line.time.empty", { ...who, amount: sum(minor) }) };
    }
    case "bill.paid":
      return { text: t("line.time.paid", { ...who, amount: sum(line.data.minor) }) };
    case "bill.failed":
      return { text: t("line.time.failed", who), reason: line.data.reason };
    case "bill.corrected": {
      const amount = sum(Math.abs(line.data.minor));
      return { text: t("line.time.corrected", { ...who, amount }), reason: line.data.reason };
    }
    case "bill.card":
      return { text: t("line.time.card", { ...who, label: line.data.label }) };
    default:
      return null;
  }
}
