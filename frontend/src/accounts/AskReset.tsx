import { Anchor, Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Failure } from "../app/Failure";
import { allauth } from "./allauth";
import { email } from "./check";
import { useSend } from "./useSend";

/** Asks for the link. The answer is the same for every address, known or not. */
export function AskReset() {
  const { t } = useTranslation("accounts");
  const [sentTo, setSentTo] = useState("");
  const form = useForm({ initialValues: { email: "" }, validate: { email } });
  const send = useSend(
    form,
    { email: "email" },
    (values) => allauth("POST", "auth/password/request", values),
    (_, values) => setSentTo(values.email),
  );
  const back = (
    <Anchor component={Link} to="/signin" size="sm">
      {t("reset.back")}
    </Anchor>
  );
  if (sentTo)
    return (
      <Stack align="flex-start">
        <title>{`${t("reset.sentTitle")} · Collab`}</title>
        <Title order={1}>{t("reset.sentTitle")}</Title>
        <Text role="status">{t("reset.sent", { email: sentTo })}</Text>
        <Button variant="default" onClick={() => setSentTo("")}>
          {t("reset.again")}
        </Button>
        {back}
      </Stack>
    );
  return (
    <form onSubmit={send.submit} noValidate>
      <title>{`${t("reset.title")} · Collab`}</title>
      <Stack>
        <Title order={1}>{t("reset.title")}</Title>
        <Text>{t("reset.text")}</Text>
        <Failure error={send.failure} />
        <TextInput
          label={t("email")}
          type="email"
          autoComplete="username"
          autoFocus
          {...form.getInputProps("email")}
        />
        <Button type="submit" loading={send.pending} fullWidth>
          {t("reset.submit")}
        </Button>
        {back}
      </Stack>
    </form>
  );
}
