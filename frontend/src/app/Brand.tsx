import { Anchor, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function Brand() {
  const { t } = useTranslation("app");
  return (
    <Anchor component={Link} to="/rooms" underline="never" c="var(--mantine-color-text)">
      <Group gap={8} wrap="nowrap">
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <Text fw={700} fz="lg" data-name>
          {t("name")}
        </Text>
      </Group>
    </Anchor>
  );
}
