import { Box, Button, Code, CopyButton, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { allauth } from "./allauth";
import { TOTP } from "./authenticators";
import { code } from "./check";
import { NotNow, useGuard } from "./Reauthentication";
import { useSend } from "./useSend";

/** The secret is made by the server and kept in the session until a code proves that the app has it. */
export function TotpSetUp({ onDone, onCancel }: { onDone: () => Promise<void>; onCancel: () => void }) {
  const { t } = useTranslation(["accounts", "app"]);
  const guard = useGuard();
  const secret = useQuery({
    queryKey: ["totp-secret"],
    queryFn: async () => (await allauth("GET", TOTP)).meta ?? {},
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const form = useForm({ initialValues: { code: "" }, validate: { code } });
  const send = useSend(
    form,
    { code: "code" },
    (values) => guard(() => allauth("POST", TOTP, { code: values.code.replaceAll(" ", "") })),
    onDone,
  );
  return (
    <form onSubmit={send.submit} noValidate>
      <Stack>
        <Failure error={secret.error} retry={() => void secret.refetch()} />
        <Text>{t("totp.scan")}</Text>
        {secret.data?.totp_url ? (
          // A code is read off dark on white, whatever the colour scheme.
          <Box bg="white" p="sm" w="fit-content" bdrs="md">
            <QRCodeSVG value={secret.data.totp_url} size={176} title={t("totp.qr")} role="img" />
          </Box>
        ) : (
          <Skeleton w={200} h={200} />
        )}
        <Stack gap={4}>
          <Text size="sm">{t("totp.key")}</Text>
          <Group gap="xs">
            <Code style={{ overflowWrap: "anywhere" }}>{secret.data?.secret ?? "…"}</Code>
            <CopyButton value={secret.data?.secret ?? ""}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" onClick={copy}>
                  {t(copied ? "recovery.copied" : "totp.copyKey")}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
        <Text>{t("totp.enter")}</Text>
        <Failure error={send.failure instanceof NotNow ? null : send.failure} />
        <TextInput
          label={t("second.code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maw={260}
          {...form.getInputProps("code")}
        />
        <Group>
          <Button type="submit" loading={send.pending}>
            {t("totp.submit")}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t("app:cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
