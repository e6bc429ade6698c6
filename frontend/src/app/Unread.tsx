import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useRooms } from "../workrooms/useRooms";

/** What waits unread, in the browser's tab: its title and its icon. */
export function Unread() {
  const { t } = useTranslation("app");
  const { items } = useRooms();
  const unread = (items ?? []).reduce((sum, item) => sum + item.unread, 0);
  useEffect(() => {
    document.title = unread ? `(${unread}) ${t("name")}` : t("name");
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (icon) icon.href = unread ? "/favicon-unread.svg" : "/favicon.svg";
  }, [unread, t]);
  return null;
}
