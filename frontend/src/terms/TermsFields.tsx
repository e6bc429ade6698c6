import { Fieldset, Group, Radio, Select, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Policies, Policy } from "../wire";
import { draftOf, leastRate, type TermsValues } from "./draft";
import { FeeWords } from "./FeeWords";
import { digitsOf } from "./money";
import { useTermsWords } from "./usePolicy";

type Form = UseFormReturnType<TermsValues>;

/** The fields of terms. `settled` names those that this contract has for good. */
export function TermsFields(props: {
  form: Form;
  policies: Policies;
  policy: Policy;
  settled: readonly (keyof TermsValues)[];
}) {
  const { t } = useTranslation("terms");
  const { form, settled } = props;
  const stays = (field: keyof TermsValues) => settled.includes(field);
  return (
    <>
      <Fieldset legend={t("form.what")}>
        <Stack>
          <TextInput
            label={t("field.title")}
            description={t("form.titleHint")}
            {...form.getInputProps("title")}
          />
          <Textarea
            label={t("field.description")}
            description={t("form.descriptionHint")}
            autosize
            minRows={4}
            maxRows={16}
            {...form.getInputProps("description")}
          />
        </Stack>
      </Fieldset>
      <Fieldset legend={t("form.money")}>
        <Stack>
          <Radio.Group
            label={t("form.kind")}
            description={stays("kind") ? t("form.stays") : undefined}
            readOnly={stays("kind")}
            {...form.getInputProps("kind")}
          >
            <Stack gap="xs" mt={6}>
              {(["hourly", "fixed"] as const).map((kind) => (
                <Radio
                  key={kind}
                  value={kind}
                  disabled={stays("kind") && form.values.kind !== kind}
                  label={t(`value.${kind}`)}
                  description={t(`form.${kind}Hint`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Group align="flex-start" grow preventGrowOverflow={false} wrap="wrap">
            <Select
              label={t("field.currency")}
              description={stays("currency") ? t("form.stays") : undefined}
              data={Object.keys(props.policies.currencies)}
              searchable
              allowDeselect={false}
              disabled={stays("currency")}
              miw={180}
              {...form.getInputProps("currency")}
            />
            {form.values.kind === "hourly" && <RateField {...props} />}
          </Group>
          {form.values.kind === "hourly" && <HourFields {...props} stays={stays("start")} />}
          <FeeField {...props} stays={stays("fee_profile")} />
        </Stack>
      </Fieldset>
    </>
  );
}

function RateField({ form, policies, policy }: { form: Form; policies: Policies; policy: Policy }) {
  const { t } = useTranslation("terms");
  const words = useTermsWords();
  const { currency } = form.values;
  const least = leastRate(policy, digitsOf(currency, policies.currencies));
  return (
    <TextInput
      label={t("form.rate")}
      description={t("form.rateHint", { least: words.money(least, currency) })}
      inputMode="decimal"
      autoComplete="off"
      rightSection={currency}
      rightSectionWidth={56}
      miw={180}
      {...form.getInputProps("rate")}
    />
  );
}

function HourFields({ form, policy, stays }: { form: Form; policy: Policy; stays: boolean }) {
  const { t } = useTranslation("terms");
  return (
    <>
      <TextInput
        label={t("field.weekly_limit")}
        description={t("form.limitHint", { most: policy.weekly_limit_most })}
        inputMode="numeric"
        autoComplete="off"
        {...form.getInputProps("weekly_limit")}
      />
      <Switch
        label={t("form.manual")}
        description={t("form.manualHint")}
        {...form.getInputProps("manual_time", { type: "checkbox" })}
      />
      <Switch
        label={t("form.reading")}
        description={t("form.readingHint")}
        {...form.getInputProps("reading_mode", { type: "checkbox" })}
      />
      <TextInput
        label={t("field.retainer")}
        description={t("form.retainerHint", retainerWords(policy))}
        inputMode="decimal"
        autoComplete="off"
        rightSection={form.values.currency}
        rightSectionWidth={56}
        {...form.getInputProps("retainer")}
      />
      <TextInput
        type="date"
        label={t("field.start")}
        description={t(stays ? "form.stays" : "form.startHint")}
        disabled={stays}
        {...form.getInputProps("start")}
      />
    </>
  );
}

/** What of a retainer the first week costs, by its first day. */
function retainerWords({ retainer_percents: [, tuesday, wednesday, thursday, friday] }: Policy) {
  return { tuesday, wednesday, thursday, friday };
}

function FeeField({ form, policies, stays }: { form: Form; policies: Policies; stays: boolean }) {
  const { t } = useTranslation("terms");
  const words = useTermsWords();
  const draft = draftOf(form.values, policies);
  const offered = policies.fee_profiles.map(({ id }) => id);
  const known = offered.includes(form.values.fee_profile) ? offered : [...offered, form.values.fee_profile];
  return (
    <>
      <Select
        label={t("field.fee_profile")}
        description={stays ? t("form.stays") : undefined}
        data={known.map((id) => ({
          value: id,
          label: words.value("fee_profile", { ...draft, fee_profile: id }),
        }))}
        allowDeselect={false}
        disabled={stays}
        {...form.getInputProps("fee_profile")}
      />
      <FeeWords terms={draft} />
    </>
  );
}
