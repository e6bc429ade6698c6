import { Alert, Button, Code, CopyButton, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/query";
import { Confirm } from "../app/Confirm";
import { Failure } from "../app/Failure";
import { allauth } from "./allauth";
import { type Authenticator, RECOVERY } from "./authenticators";
import { NotNow, useGuard } from "./Reauthentication";

export function RecoveryCodes(props: { codes: Authenticator; email: string; shown: boolean }) {
  const { t } = useTranslation("accounts");
  const guard = useGuard();
  const [shown, setShown] = useState(props.shown);
  const [renewing, setRenewing] = useState(false);
  const [renewed, setRenewed] = useState(false);
  const codes = useQuery({
    queryKey: ["recovery-codes"],
    queryFn: async () => (await guard(() => allauth<Authenticator>("GET", RECOVERY))).data ?? null,
    enabled: shown,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const renew = async () => {
    const answer = await guard(() => allauth<Authenticator>("POST", RECOVERY, {}));
    queries.setQueryData(["recovery-codes"], answer.data ?? null);
    void queries.invalidateQueries({ queryKey: ["authenticators"] });
    setRenewed(true);
    setShown(true);
  };
  const list = codes.data?.unused_codes ?? [];
  const show = () => (codes.error ? void codes.refetch() : setShown(!shown));
  return (
    <Stack gap="sm">
      <Title order={3}>{t("recovery.title")}</Title>
      <Text size="sm" c="dimmed">
        {t("recovery.text")}{" "}
        {t("recovery.left", {
          count: props.codes.unused_code_count ?? 0,
          total: props.codes.total_code_count,
        })}
      </Text>
      <Failure error={codes.error instanceof NotNow ? null : codes.error} />
      {renewed && <Alert role="status">{t("recovery.renewed")}</Alert>}
      {shown && list.length > 0 && <CodeList codes={list} email={props.email} />}
      <Group>
        <Button variant="default" loading={codes.isFetching} onClick={show}>
          {t(shown && list.length > 0 ? "recovery.hide" : "recovery.show")}
        </Button>
        <Button variant="default" onClick={() => setRenewing(true)}>
          {t("recovery.renew")}
        </Button>
      </Group>
      <Confirm
        opened={renewing}
        title={t("recovery.renewTitle")}
        action={t("recovery.renew")}
        danger
        onConfirm={renew}
        onClose={() => setRenewing(false)}
      >
        <Text>{t("recovery.renewText")}</Text>
      </Confirm>
    </Stack>
  );
}

function CodeList({ codes, email }: { codes: string[]; email: string }) {
  const { t } = useTranslation("accounts");
  const text = [t("recovery.file", { email }), "", ...codes, ""].join("\n");
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {codes.map((code) => (
          <li key={code}>
            <Code fz="sm">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <Button
          size="xs"
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="collab-recovery-codes.txt"
        >
          {t("recovery.download")}
        </Button>
        <CopyButton value={codes.join("\n")}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {t(copied ? "recovery.copied" : "recovery.copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
