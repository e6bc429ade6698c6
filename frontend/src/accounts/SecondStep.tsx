import { Anchor, Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { Failure } from "../app/Failure";
import { allauth } from "./allauth";
import { code } from "./check";
import { useSend } from "./useSend";
import { useStanding, useWayIn } from "./wayIn";

/** After the password: the code of the authenticator app, or one of the recovery codes. One door takes both. */
export function SecondStep() {
  const { t } = useTranslation("accounts");
  const { go, kept, next } = useWayIn();
  const [recovery, setRecovery] = useState(false);
  const standing = useStanding();
  const form = useForm({ initialValues: { code: "" }, validate: { code } });
  const send = useSend(
    form,
    { code: "code" },
    (values) => allauth("POST", "auth/2fa/authenticate", { code: values.code.replaceAll(" ", "") }),
    (answer) => go(answer),
  );
  if (standing === "in") return <Navigate to={next} replace />;
  if (standing === "out") return <Navigate to={`/signin${kept}`} replace state={{ notice: "expired" }} />;
  const change = () => {
    setRecovery(!recovery);
    form.reset();
  };
  return (
    <form onSubmit={send.submit} noValidate>
      <title>{`${t("second.title")} · Collab`}</title>
      <Stack>
        <Title order={1}>{t("second.title")}</Title>
        <Failure error={send.failure} />
        <TextInput
          key={String(recovery)}
          label={t(recovery ? "second.recovery" : "second.code")}
          description={t(recovery ? "second.recoveryHint" : "second.codeHint")}
          inputMode={recovery ? "text" : "numeric"}
          autoComplete={recovery ? "off" : "one-time-code"}
          spellCheck={false}
          autoFocus
          {...form.getInputProps("code")}
        />
        <Button type="submit" loading={send.pending} fullWidth>
          {t("second.submit")}
        </Button>
        <Text size="sm">
          <Anchor component="button" type="button" onClick={change}>
            {t(recovery ? "second.useApp" : "second.useRecovery")}
          </Anchor>
        </Text>
      </Stack>
    </form>
  );
}
