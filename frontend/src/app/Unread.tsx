import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../time/timer/useTitle";
import { useRooms } from "../workrooms/useRooms";

/** What waits unread, and the timer, in the browser's tab: its title and its icon. */
export function Unread() {
  const { t } = useTranslation("app");
  const { items } = useRooms();
  const unread = (items ?? []).reduce((sum, item) => sum + item.unread, 0);
  const timer = useTitle();
  useEffect(() => {
    const name = unread ? `(${unread}) ${t("name")}` : t("name");
    document.title = timer ? `${timer} · ${name}` : name;
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (icon) icon.href = unread ? "/favicon-unread.svg" : "/favicon.svg";
  }, [unread, timer, t]);
  return null;
}
