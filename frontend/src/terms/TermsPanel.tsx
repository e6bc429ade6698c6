import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Room } from "../wire";

/** In the side panel of a room: what is agreed or offered, and the steps open to me. */
export function TermsPanel({ room }: { room: Room }) {
  const { t } = useTranslation("terms");
  return (
    <section aria-label={t("panel.title")}>
      <Title order={3}>{room.terms.title}</Title>
    </section>
  );
}
