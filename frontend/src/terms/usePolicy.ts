import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { useWhen } from "../app/when";
import type { FeeProfile, Room, Terms } from "../wire";
import type { Field } from "./diff";
import { digitsOf, writeMoney } from "./money";

/** The rules that this server offers: policies, fee profiles, currencies with their digits. */
export function usePolicy() {
  return useQuery({
    queryKey: ["policy"],
    queryFn: () => answer(api.GET("/api/v1/policy")),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** For how long something waits, by the policy that both sides of a contract have accepted. */
export function useDays(room: Room, what: "review_days" | "cancel_days"): number {
  const policies = usePolicy().data?.policies;
  return (
    policies?.find(({ id }) => id === room.terms.policy)?.[what] ?? { review_days: 14, cancel_days: 7 }[what]
  );
}

/** Terms in words. Currencies and profiles that the server no longer offers still read sensibly. */
export function useTermsWords() {
  const { t, i18n } = useTranslation("terms");
  const when = useWhen();
  const policy = usePolicy().data;
  const digits = policy?.currencies ?? {};
  const money = (minor: number, currency: string) =>
    writeMoney(minor, currency, digitsOf(currency, digits), i18n.language);

  function fees(id: string): string {
    const profile: FeeProfile | undefined = policy?.fee_profiles.find((one) => one.id === id);
    if (!profile) return id;
    const client = Number(profile.client_percent);
    const freelancer = Number(profile.freelancer_percent);
    const words = { name: profile.name, client, freelancer };
    if (profile.initiation_fee > 0) return t("value.feeAndStart", words);
    return t(client === 0 && freelancer === 0 ? "value.noFee" : "value.fee", words);
  }

  function value(field: Field, terms: Pick<Terms, Field>): string {
    if (field === "reading_mode") return t(terms.reading_mode ? "value.agreed" : "value.notAgreed");
    const given = terms[field];
    if (given === null || given === undefined || given === "") return t("value.none");
    switch (field) {
      case "kind":
        return t(`value.${terms.kind}`);
      case "rate":
        return t("value.perHour", { money: money(terms.rate ?? 0, terms.currency) });
      case "weekly_limit":
        return t("value.hours", { count: terms.weekly_limit ?? 0 });
      case "manual_time":
        return t(terms.manual_time ? "value.allowed" : "value.notAllowed");
      case "retainer":
        return t("value.perWeek", { money: money(terms.retainer ?? 0, terms.currency) });
      case "start":
        return t("value.start", { date: when.day(terms.start ?? "") });
      case "fee_profile":
        return fees(terms.fee_profile);
      default:
        return String(given);
    }
  }
  return { value, money };
}
