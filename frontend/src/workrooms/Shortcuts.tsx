import { Kbd, Modal } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { KEYS as TIMER_KEYS } from "../time/timer/shortcut";
import { useRooms } from "./useRooms";
import classes from "./workrooms.module.css";

const KEYS = [
  { keys: ["Enter"], does: "send" },
  { keys: ["Shift", "Enter"], does: "newline" },
  { keys: ["↑"], does: "editLast" },
  { keys: ["Esc"], does: "cancel" },
  { keys: ["Ctrl", "U"], does: "attach" },
  { keys: ["Alt", "↑ ↓"], does: "switch" },
  { keys: TIMER_KEYS, does: "timer" },
  { keys: ["?"], does: "help" },
] as const;

/** What the keyboard does anywhere in the workrooms, and the list of it. */
export function Shortcuts() {
  const { t } = useTranslation(["workrooms", "app"]);
  const [shown, help] = useDisclosure(false);
  const { items } = useRooms();
  const navigate = useNavigate();
  const go = (step: 1 | -1) => {
    if (!items?.length) return;
    // The address is there before its page is drawn, and the next key may be faster than that.
    const here = items.findIndex(({ id }) => window.location.pathname.startsWith(`/rooms/${id}`));
    const next = here < 0 ? 0 : (here + step + items.length) % items.length;
    void navigate(`/rooms/${items[next]?.id}`);
  };
  useHotkeys(
    [
      ["alt+ArrowUp", () => go(-1)],
      ["alt+ArrowDown", () => go(1)],
    ],
    [],
  );
  useHotkeys([["shift+?", help.open]]);
  return (
    <Modal
      opened={shown}
      onClose={help.close}
      title={t("shortcuts.title")}
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      <dl className={classes.keys}>
        {KEYS.map(({ keys, does }) => (
          <Shortcut key={does} keys={keys} does={t(`shortcuts.${does}`)} />
        ))}
      </dl>
    </Modal>
  );
}

function Shortcut({ keys, does }: { keys: readonly string[]; does: string }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <Kbd key={key} mr={4}>
            {key}
          </Kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  );
}
