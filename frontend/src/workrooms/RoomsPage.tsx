import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function RoomsPage() {
  const { t } = useTranslation("workrooms");
  return <Title order={1}>{t("title")}</Title>;
}
