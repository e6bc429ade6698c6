import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../app/Confirm";
import { useAct } from "../milestones/useAct";
import { useSums } from "../money/useMoney";
import type { Room, Week } from "../wire";
import { doors } from "./doors";
import { writeDuration } from "./durations";
import { priceOf, useOf } from "./limits";
import classes from "./time.module.css";

/** Time over the limit, which is paid for only if the client says so. */
export function Overtime({ room, week, open }: { room: Room; week: Week; open: boolean }) {
  const { t } = useTranslation("time");
  const sums = useSums();
  const act = useAct(room.id);
  const [asking, setAsking] = useState(false);
  const { over, unpaid } = useOf(week);
  if (over === 0) return null;
  const duration = writeDuration(unpaid);
  const isOpen = week.state === "open" || week.state === "review";
  const amount = sums(priceOf(unpaid, week.rate), room.terms.currency);
  const accept = () => {
    const body = { seconds: over };
    return act(body, (key) => doors.acceptOvertime(room.id, week.week, body, key), t("overtime.done"));
  };
  return (
    <section className={classes.notice} aria-label={t("mark.over_limit")}>
      {week.over_accepted > 0 && (
        <Text size="sm">{t("overtime.accepted", { duration: writeDuration(week.over_accepted) })}</Text>
      )}
      {unpaid > 0 && (
        <Text size="sm">{t(open ? "overtime.text" : "overtime.theirs", { duration, amount })}</Text>
      )}
      {open && unpaid > 0 && (
        <Button size="compact-sm" onClick={() => setAsking(true)}>
          {t("overtime.action", { duration })}
        </Button>
      )}
      <Confirm
        opened={asking}
        title={t("overtime.title")}
        action={t("overtime.action", { duration })}
        onConfirm={accept}
        onClose={() => setAsking(false)}
      >
        <Text>{t(isOpen ? "overtime.confirm" : "overtime.confirmLater", { duration, amount })}</Text>
      </Confirm>
    </section>
  );
}
