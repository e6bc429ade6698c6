import { Alert, Anchor, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useLocation } from "react-router";
import { Failure } from "../app/Failure";
import { allauth } from "./allauth";
import { email, password } from "./check";
import { PasswordField } from "./PasswordField";
import { useSend } from "./useSend";
import { useStanding, useWayIn } from "./wayIn";

export function SignIn() {
  const { t } = useTranslation("accounts");
  const { go, kept, next } = useWayIn();
  const notice = (useLocation().state as { notice?: "changed" | "expired" } | null)?.notice;
  const form = useForm({ initialValues: { email: "", password: "" }, validate: { email, password } });
  const send = useSend(
    form,
    { email: "email", password: "password" },
    (values) => allauth("POST", "auth/login", values),
    (answer, values) => go(answer.status === 409 ? { status: 200 } : answer, values.email),
  );
  if (useStanding() === "in") return <Navigate to={next} replace />;
  return (
    <form onSubmit={send.submit} noValidate>
      <title>{`${t("signIn.title")} · Collab`}</title>
      <Stack>
        <Title order={1}>{t("signIn.title")}</Title>
        {notice && <Alert role="status">{t(`signIn.${notice}`)}</Alert>}
        <Failure error={send.failure} />
        <TextInput
          label={t("email")}
          type="email"
          autoComplete="username"
          autoFocus
          {...form.getInputProps("email")}
        />
        <PasswordField
          label={t("password")}
          autoComplete="current-password"
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={send.pending} fullWidth>
          {t("signIn.submit")}
        </Button>
        <Group justify="space-between">
          <Text size="sm">
            {t("signIn.noAccount")}{" "}
            <Anchor component={Link} to={`/signup${kept}`} underline="always">
              {t("signIn.signUp")}
            </Anchor>
          </Text>
          <Anchor component={Link} to="/reset" size="sm">
            {t("signIn.forgot")}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}
