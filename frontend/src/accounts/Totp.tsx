import { Badge, Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/query";
import { Confirm } from "../app/Confirm";
import { Failure } from "../app/Failure";
import { useWhen } from "../app/when";
import { allauth } from "./allauth";
import { TOTP, useAuthenticators } from "./authenticators";
import { useGuard } from "./Reauthentication";
import { RecoveryCodes } from "./RecoveryCodes";
import { TotpSetUp } from "./TotpSetUp";

export function Totp({ email }: { email: string }) {
  const { t } = useTranslation("accounts");
  const when = useWhen();
  const guard = useGuard();
  const every = useAuthenticators();
  const [settingUp, setSettingUp] = useState(false);
  const [turningOff, setTurningOff] = useState(false);
  const [fresh, setFresh] = useState(false);
  const on = every.data?.find((one) => one.type === "totp");
  const recovery = every.data?.find((one) => one.type === "recovery_codes");
  const turnOff = async () => {
    await guard(() => allauth("DELETE", TOTP));
    await queries.invalidateQueries({ queryKey: ["authenticators"] });
    notifications.show({ message: t("totp.turnedOff"), color: "teal" });
  };
  const turnedOn = async () => {
    setFresh(true);
    await queries.invalidateQueries({ queryKey: ["authenticators"] });
    setSettingUp(false);
    notifications.show({ message: t("totp.turnedOn"), color: "teal" });
  };
  return (
    <Stack>
      <Group>
        <Title order={2}>{t("totp.title")}</Title>
        {every.data && (
          <Badge variant="dot" color={on ? "teal" : "gray"} tt="none">
            {t(on ? "totp.isOn" : "totp.isOff")}
          </Badge>
        )}
      </Group>
      <Failure error={every.error} retry={() => void every.refetch()} />
      {every.isPending && <Skeleton h={60} />}
      {every.data && (
        <Text size="sm" c="dimmed">
          {on ? t("totp.on", { date: when.date(on.created_at) }) : t("totp.off")}
        </Text>
      )}
      {every.data && !on && settingUp && <TotpSetUp onDone={turnedOn} onCancel={() => setSettingUp(false)} />}
      {every.data && !settingUp && (
        <Group>
          {on ? (
            <Button variant="default" onClick={() => setTurningOff(true)}>
              {t("totp.turnOff")}
            </Button>
          ) : (
            <Button onClick={() => setSettingUp(true)}>{t("totp.setUp")}</Button>
          )}
        </Group>
      )}
      {recovery && <RecoveryCodes key={String(fresh)} codes={recovery} email={email} shown={fresh} />}
      <Confirm
        opened={turningOff}
        title={t("totp.turnOffTitle")}
        action={t("totp.turnOff")}
        danger
        onConfirm={turnOff}
        onClose={() => setTurningOff(false)}
      >
        <Text>{t("totp.turnOffText")}</Text>
      </Confirm>
    </Stack>
  );
}
