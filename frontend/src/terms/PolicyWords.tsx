import { List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usePolicy } from "./usePolicy";

/** The policy that a contract is made under, in sentences with its own numbers. */
export function PolicyWords({ policy: id, hourly }: { policy?: string; hourly: boolean }) {
  const { t } = useTranslation("terms");
  const answer = usePolicy().data;
  const policy = answer?.policies.find((one) => one.id === (id ?? answer.policy));
  if (!policy) return null;
  return (
    <Stack gap={4} component="section" aria-label={t("policy.title")}>
      <Text fw={600}>{t("policy.title")}</Text>
      <List size="sm" spacing={4}>
        <List.Item>{t("policy.offer", { count: policy.offer_days })}</List.Item>
        <List.Item>{t("policy.changes", { count: policy.changes_days })}</List.Item>
        <List.Item>{t("policy.amend", { count: policy.amendment_days })}</List.Item>
        {hourly && <List.Item>{t("policy.monday")}</List.Item>}
        <List.Item>{t("policy.end")}</List.Item>
      </List>
      <Text size="sm" c="dimmed">
        {t("policy.name", { policy: policy.id })}
      </Text>
    </Stack>
  );
}
