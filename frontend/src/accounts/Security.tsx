import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ChangePassword } from "./ChangePassword";
import { useMe } from "./me";
import { Reauthentication } from "./Reauthentication";
import { Sessions } from "./Sessions";
import { Totp } from "./Totp";

export function Security() {
  const { t } = useTranslation("accounts");
  const me = useMe().data;
  if (!me) return null;
  return (
    <Reauthentication email={me.email}>
      <title>{`${t("security.page")} · Collab`}</title>
      <Stack gap={40}>
        <ChangePassword email={me.email} />
        <Totp email={me.email} />
        <Sessions />
      </Stack>
    </Reauthentication>
  );
}
