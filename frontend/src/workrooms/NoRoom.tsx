import { Center, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function NoRoom() {
  const { t } = useTranslation("workrooms");
  return (
    <Center h="100%" p="xl">
      <Text c="dimmed">{t("choose")}</Text>
    </Center>
  );
}
