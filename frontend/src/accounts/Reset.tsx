import { Alert, Button, Stack, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { Failure } from "../app/Failure";
import { Waiting } from "../app/Waiting";
import { allauth, stepAfter } from "./allauth";
import { newPassword } from "./check";
import { PasswordField } from "./PasswordField";
import { useSend } from "./useSend";
import { useWayIn } from "./wayIn";

/** Behind the link of the e-mail: a new password, if the link is still good. */
export function Reset() {
  const { t } = useTranslation("accounts");
  const { key = "" } = useParams();
  const navigate = useNavigate();
  const { go } = useWayIn();
  const link = useQuery({
    queryKey: ["reset", key],
    queryFn: () => allauth("GET", "auth/password/reset", undefined, { "X-Password-Reset-Key": key }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const form = useForm({ initialValues: { password: "" }, validate: { password: newPassword } });
  const send = useSend(
    form,
    { password: "password" },
    (values) => allauth("POST", "auth/password/reset", { key, password: values.password }),
    // 401 is the good answer: the password is changed, and signing in with it is what is left.
    (answer) =>
      stepAfter(answer) === "in" ? go(answer) : navigate("/signin", { state: { notice: "changed" } }),
  );
  if (link.isPending) return <Waiting />;
  return (
    <form onSubmit={send.submit} noValidate>
      <title>{`${t("reset.newTitle")} · Collab`}</title>
      <Stack>
        <Title order={1}>{t("reset.newTitle")}</Title>
        <Failure error={link.error} retry={() => void link.refetch()} />
        {link.data && link.data.status !== 200 && (
          <Alert color="yellow">
            <Stack align="flex-start" gap="sm">
              {t("reset.badLink")}
              <Button component={Link} to="/reset" size="sm">
                {t("reset.newLink")}
              </Button>
            </Stack>
          </Alert>
        )}
        {link.data?.status === 200 && (
          <>
            <Failure error={send.failure} />
            <PasswordField
              label={t("newPassword")}
              description={t("passwordHint")}
              autoComplete="new-password"
              autoFocus
              {...form.getInputProps("password")}
            />
            <Button type="submit" loading={send.pending} fullWidth>
              {t("reset.save")}
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}
