import { IconCheck, IconChecks, IconClock, IconCloudOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLive } from "../live/LiveProvider";
import type { Member } from "../wire";
import classes from "./chat.module.css";

type Words = { Icon: typeof IconCheck; text: string; read?: boolean };

/** How far my message `seq` has come: saved, delivered, read. */
export function MessageState({ seq, others }: { seq: number; others: Member[] }) {
  const { t } = useTranslation("chat");
  const names = (members: Member[]) => members.map(({ person }) => person.name).join(", ");
  const read = others.filter((member) => member.read >= seq);
  const delivered = others.filter((member) => member.delivered >= seq);
  if (read.length) return <Mark Icon={IconChecks} text={t("state.read", { names: names(read) })} read />;
  if (delivered.length)
    return <Mark Icon={IconChecks} text={t("state.delivered", { names: names(delivered) })} />;
  return <Mark Icon={IconCheck} text={t("state.saved")} />;
}

/** For what the server has not confirmed yet. */
export function UnsentState() {
  const { t } = useTranslation("chat");
  const open = useLive((state) => state.connection === "open");
  return open ? (
    <Mark Icon={IconClock} text={t("state.sending")} />
  ) : (
    <Mark Icon={IconCloudOff} text={t("state.waiting")} />
  );
}

function Mark({ Icon, text, read }: Words) {
  return (
    <span
      className={`${classes.state} ${read ? classes.stateRead : ""}`}
      role="img"
      aria-label={text}
      title={text}
    >
      <Icon size={15} aria-hidden />
    </span>
  );
}
