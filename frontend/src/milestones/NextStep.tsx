import { Text } from "@mantine/core";
import { IconClock, IconHourglassHigh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import { useSums } from "../money/useMoney";
import type { Due, Milestone, Room } from "../wire";
import classes from "./milestones.module.css";
import { situation } from "./steps";

type Props = { room: Room; milestone: Milestone; dues: Due[] };

/** Who must act next, until when, and what happens if nobody does. For one that is over: how it ended. */
export function NextStep({ room, milestone, dues }: Props) {
  const { t } = useTranslation("milestones");
  const when = useWhen();
  const now = situation(room, milestone);
  const due = dues.find(({ subject }) => subject === milestone.id);
  if (!now) return <Ended milestone={milestone} />;
  const nobodys = now === "later" || now === "never";
  const mine = !nobodys && milestone.whose === room.side && room.role === room.side;
  const name = partyName(room, milestone.whose);
  return (
    <div className={classes.next} data-mine={mine}>
      <Text size="sm" fw={mine ? 650 : undefined} className={classes.nextWho}>
        <IconHourglassHigh size={16} stroke={1.5} aria-hidden />
        <span>{t(`next.${now}.${mine ? "mine" : "theirs"}`, { name })}</span>
      </Text>
      {due && (
        <Text size="sm" c="dimmed" className={classes.nextWho}>
          <IconClock size={16} stroke={1.5} aria-hidden />
          <span>
            {t("next.until", { when: when.deadline(due.at) })} {due.sentence}
          </span>
        </Text>
      )}
    </div>
  );
}

function Ended({ milestone }: { milestone: Milestone }) {
  const { t } = useTranslation("milestones");
  const when = useWhen();
  const sums = useSums();
  const { state, ended_at, released, currency, minor } = milestone;
  if (state === "disputed" || !ended_at) return null;
  const told = {
    when: when.dateTime(ended_at),
    amount: sums(released, currency),
    full: sums(minor, currency),
  };
  const key = state === "cancelled" ? "cancelled" : released < minor ? "approvedLess" : "approved";
  return (
    <Text size="sm" c="dimmed">
      {t(`ended.${key}`, told)}
    </Text>
  );
}

/** The name of whoever holds a side's main seat. */
export function partyName(room: Room, side: Milestone["whose"]): string {
  return room.members.find((member) => member.role === side)?.person.name ?? "";
}
