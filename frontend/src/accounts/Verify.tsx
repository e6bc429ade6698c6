import { Alert, Anchor, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { Trans, useTranslation } from "react-i18next";
import { Link, Navigate, useLocation, useParams } from "react-router";
import { Failure } from "../app/Failure";
import { allauth } from "./allauth";
import { code } from "./check";
import { useSend } from "./useSend";
import { useStanding, useWayIn } from "./wayIn";

/** The code from the e-mail. Which address it went to is known only to the tab that asked. */
export function Verify() {
  const { t } = useTranslation("accounts");
  const { go, kept, next } = useWayIn();
  const { key = "" } = useParams();
  const email = (useLocation().state as { email?: string } | null)?.email;
  const standing = useStanding();
  const form = useForm({ initialValues: { code: key }, validate: { code } });
  const send = useSend(
    form,
    { key: "code" },
    (values) => allauth("POST", "auth/email/verify", { key: values.code.trim() }),
    (answer) => answer.status !== 409 && go(answer),
  );
  const resend = useMutation({ mutationFn: () => allauth("POST", "auth/email/verify/resend") });
  if (standing === "in") return <Navigate to={next} replace />;
  if (standing === "code") return <Navigate to={`/signin/code${kept}`} replace />;
  const gone = standing === "out" || send.answer?.status === 409;
  return (
    <Stack>
      <title>{`${t("verify.title")} · Collab`}</title>
      <Title order={1}>{t("verify.title")}</Title>
      {gone ? (
        <Alert color="yellow">
          <Stack align="flex-start" gap="sm">
            {t("verify.gone")}
            <Button component={Link} to={`/signin${kept}`} size="sm">
              {t("signIn.title")}
            </Button>
          </Stack>
        </Alert>
      ) : (
        <form onSubmit={send.submit} noValidate>
          <Stack>
            <Text>
              {email ? (
                <Trans t={t} i18nKey="verify.sentTo" values={{ email }} components={{ 1: <b /> }} />
              ) : (
                t("verify.sent")
              )}
            </Text>
            <Failure error={send.failure ?? resend.error} />
            {resend.data && (
              <Alert role="status" color={resend.data.status === 200 ? "teal" : "yellow"}>
                {t(resend.data.status === 200 ? "verify.resent" : "verify.notResent")}
              </Alert>
            )}
            <TextInput
              label={t("codeOfMail")}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              autoFocus
              {...form.getInputProps("code")}
            />
            <Button type="submit" loading={send.pending} fullWidth>
              {t("verify.submit")}
            </Button>
            <Group justify="space-between">
              <Button variant="subtle" size="sm" loading={resend.isPending} onClick={() => resend.mutate()}>
                {t("verify.resend")}
              </Button>
              <Anchor component={Link} to={`/signup${kept}`} size="sm">
                {t("verify.other")}
              </Anchor>
            </Group>
            <Text size="sm" c="dimmed">
              {t("verify.known")}
            </Text>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
