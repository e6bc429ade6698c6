import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import { useSums } from "../money/useMoney";
import type { Bill, Room, Week } from "../wire";
import { momentsOf } from "./consequences";
import classes from "./time.module.css";

type Props = { room: Room; week: Week; bill: Bill | null; card: string | null };

/** What happens with a week, when, and what follows if nobody acts. */
export function Consequences({ room, week, bill, card }: Props) {
  const { t } = useTranslation("time");
  const sums = useSums();
  const when = useWhen();
  const worker = room.members.find(({ role }) => role === "freelancer")?.person.name;
  const words = {
    total: bill ? sums(bill.total, bill.currency) : "",
    net: bill ? sums(bill.net, bill.currency) : "",
    card: card ?? "",
    name: worker ?? t("moments.theFreelancer"),
  };
  const moments = momentsOf(week, bill, card !== null);
  const ahead = moments.some(({ key, state }) => key === "charged" && state === "ahead");
  return (
    <div>
      <Title order={4} fz="sm" mb={4}>
        {t("moments.label")}
      </Title>
      <ol className={classes.moments}>
        {moments.map(({ key, at, isSpan, state }) => (
          <li key={key} data-state={state} aria-current={state === "now" ? "step" : undefined}>
            <time dateTime={at} className={classes.meta}>
              {isSpan ? t("moments.until", { when: when.deadline(at) }) : when.deadline(at)}
            </time>
            <span>{t(`moments.${key}`, words)}</span>
          </li>
        ))}
      </ol>
      {ahead && (
        <Text size="sm" c="dimmed">
          {t("moments.ifFailed")}
        </Text>
      )}
    </div>
  );
}
