import { Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FeeProfile, Terms } from "../wire";
import { exampleHours, split } from "./fees";
import classes from "./terms.module.css";
import { usePolicy, useTermsWords } from "./usePolicy";

/** A round sum of work that shows what the percentages mean where no rate is known: a thousand major units. */
const SAMPLE = 1000;

/** What the fees come to, in plain words and with the sums. `rate` is null for a fixed price or while it is typed. */
export function FeeWords({
  terms,
}: {
  terms: Pick<Terms, "kind" | "currency" | "rate" | "weekly_limit" | "fee_profile">;
}) {
  const { t } = useTranslation("terms");
  const policy = usePolicy().data;
  const profile = policy?.fee_profiles.find((one) => one.id === terms.fee_profile);
  if (!policy || !profile) return null;
  const hourly = terms.kind === "hourly";
  if (hourly && terms.rate == null)
    return (
      <Text size="sm" c="dimmed">
        {t("fees.later")}
      </Text>
    );
  const hours = exampleHours(terms.weekly_limit ?? 0);
  const work = hourly ? (terms.rate ?? 0) * hours : SAMPLE * 10 ** (policy.currencies[terms.currency] ?? 2);
  return <Sums work={work} hours={hourly ? hours : null} currency={terms.currency} profile={profile} />;
}

function Sums(props: { work: number; hours: number | null; currency: string; profile: FeeProfile }) {
  const { t } = useTranslation("terms");
  const words = useTermsWords();
  const money = (minor: number) => words.money(minor, props.currency);
  const { profile, hours } = props;
  const sums = split(props.work, profile);
  const told = { pays: money(sums.clientPays), gets: money(sums.freelancerGets) };
  const rows: [string, string][] = [
    [t("fees.work"), money(sums.work)],
    [t("fees.clientFee", { percent: Number(profile.client_percent) }), money(sums.clientFee)],
    [t("fees.clientPays"), told.pays],
    [t("fees.freelancerFee", { percent: Number(profile.freelancer_percent) }), money(-sums.freelancerFee)],
    [t("fees.freelancerGets"), told.gets],
  ];
  return (
    <Paper withBorder p="sm" component="section" aria-label={t("fees.title")}>
      <Stack gap="xs">
        <Text fw={600} aria-live="polite">
          {hours === null
            ? t("fees.sample", { ...told, work: money(sums.work) })
            : t("fees.week", { ...told, hours })}
        </Text>
        <dl className={classes.sums}>
          {rows.map(([name, sum]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{sum}</dd>
            </div>
          ))}
        </dl>
        {profile.initiation_fee > 0 && (
          <Text size="sm">{t("fees.initiation", { fee: money(profile.initiation_fee) })}</Text>
        )}
      </Stack>
    </Paper>
  );
}
