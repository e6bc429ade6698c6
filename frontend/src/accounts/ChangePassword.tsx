import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { queries } from "../api/query";
import { Failure } from "../app/Failure";
import { allauth } from "./allauth";
import { newPassword, password } from "./check";
import { PasswordField } from "./PasswordField";
import { useSend } from "./useSend";

export function ChangePassword({ email }: { email: string }) {
  const { t } = useTranslation("accounts");
  const form = useForm({
    initialValues: { current: "", next: "" },
    validate: { current: password, next: newPassword },
  });
  const send = useSend(
    form,
    { current_password: "current", new_password: "next" },
    (values) =>
      allauth("POST", "account/password/change", {
        current_password: values.current,
        new_password: values.next,
      }),
    () => {
      form.reset();
      void queries.invalidateQueries({ queryKey: ["sessions"] });
      notifications.show({ message: t("changePassword.done"), color: "teal" });
    },
  );
  return (
    <form onSubmit={send.submit} noValidate>
      <Stack>
        <Title order={2}>{t("changePassword.title")}</Title>
        <Text size="sm" c="dimmed">
          {t("changePassword.text")}
        </Text>
        <Failure error={send.failure} />
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <PasswordField
          label={t("changePassword.current")}
          autoComplete="current-password"
          {...form.getInputProps("current")}
        />
        <PasswordField
          label={t("newPassword")}
          description={t("passwordHint")}
          autoComplete="new-password"
          {...form.getInputProps("next")}
        />
        <Group>
          <Button type="submit" loading={send.pending} disabled={!form.isDirty()}>
            {t("changePassword.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
