import { ActionIcon, Button, Text } from "@mantine/core";
import { IconCheck, IconGripVertical } from "@tabler/icons-react";
import type { CSSProperties, HTMLAttributes } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useWhen } from "../app/when";
import { useSums } from "../money/useMoney";
import type { Due, Milestone, MilestoneList, Room } from "../wire";
import classes from "./milestones.module.css";
import { NextStep } from "./NextStep";
import { StateBadge } from "./StateBadge";
import { useSteps } from "./useMilestones";

type Props = {
  room: Room;
  milestone: Milestone;
  dues: Due[];
  /** What the handle for moving it needs; none where the order is not mine to change. */
  handle?: HTMLAttributes<HTMLButtonElement>;
  style?: CSSProperties;
  dragged: boolean;
  onFund: () => void;
};

/** One milestone in the timeline: what, how much, when, how it stands, and who acts next. */
export function MilestoneRow({ room, milestone, dues, handle, style, dragged, onFund }: Props) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const when = useWhen();
  const { id, title, state, minor, currency, due, submissions } = milestone;
  const done = state === "approved";
  return (
    <li className={classes.row} style={style} data-dragged={dragged} data-state={state} data-milestone={id}>
      <span className={classes.marker} aria-hidden>
        {done && <IconCheck size={14} stroke={3} />}
      </span>
      <div className={classes.card}>
        <div className={classes.cardTop}>
          {handle && (
            <ActionIcon
              {...handle}
              variant="subtle"
              color="gray"
              className={classes.handle}
              aria-label={t("order.handle", { title })}
              aria-describedby="order-hint"
            >
              <IconGripVertical size={18} aria-hidden />
            </ActionIcon>
          )}
          <Link to={`/rooms/${room.id}/milestones/${id}`} className={classes.title} dir="auto">
            {title}
          </Link>
          <span className={classes.amount}>{sums(minor, currency)}</span>
        </div>
        <div className={classes.meta}>
          <StateBadge milestone={milestone} />
          {due && <span>{t("due", { date: when.day(due) })}</span>}
          {submissions.length > 0 && <span>{t("submissions", { count: submissions.length })}</span>}
        </div>
        <NextStep room={room} milestone={milestone} dues={dues} />
        <MyTurn room={room} milestone={milestone} onFund={onFund} />
      </div>
    </li>
  );
}

/** The one step that it waits for, where it is mine. */
function MyTurn({ room, milestone, onFund }: Pick<Props, "room" | "milestone" | "onFund">) {
  const { t } = useTranslation("milestones");
  const may = useSteps(room, milestone);
  const { id, title, cancel, change, less } = milestone;
  if (may("milestone.fund"))
    return (
      <Button size="xs" className={classes.turn} onClick={onFund} aria-label={`${t("fund.short")}: ${title}`}>
        {t("fund.short")}
      </Button>
    );
  const answer =
    (cancel && may("cancel.grant")) ||
    (change && may("change.accept")) ||
    (less && may("less.accept")) ||
    may("milestone.approve");
  if (!answer && !may("milestone.submit")) return null;
  const what = !answer ? "submit" : may("milestone.approve") ? "review" : "answer";
  const words = { submit: t("submit.short"), review: t("review.short"), answer: t("answer") }[what];
  return (
    <Button
      component={Link}
      to={`/rooms/${room.id}/milestones/${id}${what === "submit" ? "?submit" : ""}`}
      size="xs"
      className={classes.turn}
      aria-label={`${words}: ${title}`}
    >
      {words}
    </Button>
  );
}

/** The sums of all, in one line; it has its place before they are known. */
export function Overview({ list }: { list?: MilestoneList }) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const items = list?.items ?? [];
  const sum = (minor: number) => sums(minor, list?.money.currency ?? "EUR");
  const { held = 0, released = 0 } = list?.money ?? {};
  const count = items.filter(({ state }) => state !== "cancelled").length;
  const done = items.filter(({ state }) => state === "approved").length;
  return (
    <Text fz="sm" c="dimmed" role="status" mih="1.55em">
      {count > 0 && t("overview", { done, count, held: sum(held), released: sum(released) })}
    </Text>
  );
}
