import { VisuallyHidden } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RoomState } from "../live/apply";
import { said } from "./said";

const SAID_MOST = 5;

/** Reads out what others say while this page is open. Apart from the list, whose rows come and go with scrolling. */
export function Announcer({ state, name }: { state: RoomState; name: (id: string) => string }) {
  const { t } = useTranslation("chat");
  const since = useRef(state.room.head);
  const heard = state.messages.filter(({ seq, by }) => seq > since.current && by !== state.me);
  return (
    <VisuallyHidden role="log" aria-live="polite" aria-relevant="additions">
      {heard.slice(-SAID_MOST).map((message) => (
        <p key={message.seq}>
          {t("saidBy", { name: name(message.by), text: said(message) ?? t("deleted") })}
        </p>
      ))}
    </VisuallyHidden>
  );
}
