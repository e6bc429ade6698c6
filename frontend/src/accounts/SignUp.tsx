import { Anchor, Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useSearchParams } from "react-router";
import { Failure } from "../app/Failure";
import { allauth } from "./allauth";
import { email, name, newPassword } from "./check";
import { PasswordField } from "./PasswordField";
import { useSend } from "./useSend";
import { useStanding, useWayIn } from "./wayIn";
import { zoneHere } from "./zones";

export function SignUp() {
  const { t } = useTranslation("accounts");
  const { go, kept, next } = useWayIn();
  const [params] = useSearchParams();
  const form = useForm({
    initialValues: { name: "", email: params.get("email") ?? "", password: "" },
    validate: { name, email, password: newPassword },
  });
  const send = useSend(
    form,
    { name: "name", email: "email", password: "password" },
    (values) => allauth("POST", "auth/signup", { ...values, time_zone: zoneHere() }),
    (answer, values) => go(answer.status === 409 ? { status: 200 } : answer, values.email),
  );
  if (useStanding() === "in") return <Navigate to={next} replace />;
  return (
    <form onSubmit={send.submit} noValidate>
      <title>{`${t("signUp.title")} · Collab`}</title>
      <Stack>
        <Title order={1}>{t("signUp.title")}</Title>
        <Failure error={send.failure} />
        <TextInput
          label={t("name")}
          description={t("nameHint")}
          autoComplete="name"
          autoFocus
          {...form.getInputProps("name")}
        />
        <TextInput label={t("email")} type="email" autoComplete="username" {...form.getInputProps("email")} />
        <PasswordField
          label={t("password")}
          description={t("passwordHint")}
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={send.pending} fullWidth>
          {t("signUp.submit")}
        </Button>
        <Text size="sm">
          {t("signUp.haveAccount")}{" "}
          <Anchor component={Link} to={`/signin${kept}`} underline="always">
            {t("signIn.title")}
          </Anchor>
        </Text>
      </Stack>
    </form>
  );
}
