import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../app/Confirm";
import { Failure } from "../app/Failure";
import { useWhen } from "../app/when";
import { useName, usePeople } from "../chat/names";
import { useSums } from "../money/useMoney";
import type { Milestone, Room } from "../wire";
import { Differences } from "./Differences";
import { doors, type PlainStep } from "./doors";
import classes from "./milestones.module.css";
import { useAct } from "./useAct";
import { useSteps } from "./useMilestones";

type Props = { room: Room; milestone: Milestone };

/** What one side asks of the other about a milestone, and the answers that are mine to give. */
export function Asked({ room, milestone }: Props) {
  return (
    <>
      {milestone.less && <Less room={room} milestone={milestone} />}
      {milestone.change && <Changes room={room} milestone={milestone} />}
      {milestone.cancel && <Cancelling room={room} milestone={milestone} />}
    </>
  );
}

function Less({ room, milestone }: Props) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const name = useName(usePeople(room));
  const { less, currency, minor } = milestone;
  if (!less) return null;
  const told = {
    name: name(less.by),
    amount: sums(less.minor, currency),
    full: sums(minor, currency),
    rest: sums(minor - less.minor, currency),
  };
  return (
    <Question title={t("asked.less", told)} text={t("asked.lessText", told)} note={less.note}>
      <Answer
        {...{ room, milestone }}
        verb="less.accept"
        label={t("asked.lessAccept", told)}
        confirm={t("asked.lessSure", told)}
        take={(key) => doors.acceptLess(room.id, milestone.id, less.minor, key)}
      />
      <Plain {...{ room, milestone }} verb="less.decline" step="less/decline" label={t("asked.decline")} />
      <Plain {...{ room, milestone }} verb="less.withdraw" step="less/withdraw" label={t("asked.withdraw")} />
    </Question>
  );
}

function Changes({ room, milestone }: Props) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const name = useName(usePeople(room));
  const { change, currency, minor } = milestone;
  if (!change) return null;
  const less = minor - change.draft.minor;
  return (
    <Question
      title={t("asked.change", { name: name(change.by) })}
      text={less > 0 ? t("asked.changeRest", { rest: sums(less, currency) }) : ""}
    >
      <Differences milestone={milestone} draft={change.draft} />
      <Answer
        {...{ room, milestone }}
        verb="change.accept"
        label={t("asked.changeAccept")}
        take={(key) => doors.acceptChange(room.id, milestone.id, change.id, key)}
      />
      <Plain
        {...{ room, milestone }}
        verb="change.decline"
        step="change/decline"
        label={t("asked.decline")}
      />
      <Plain
        {...{ room, milestone }}
        verb="change.withdraw"
        step="change/withdraw"
        label={t("asked.withdraw")}
      />
    </Question>
  );
}

function Cancelling({ room, milestone }: Props) {
  const { t } = useTranslation("milestones");
  const when = useWhen();
  const sums = useSums();
  const name = useName(usePeople(room));
  const { cancel, currency, minor } = milestone;
  if (!cancel) return null;
  const told = { name: name(cancel.by), amount: sums(minor, currency), when: when.deadline(cancel.until) };
  return (
    <Question title={t("asked.cancel", told)} text={t("asked.cancelText", told)} note={cancel.reason}>
      <Answer
        {...{ room, milestone }}
        verb="cancel.grant"
        label={t("asked.cancelGrant")}
        confirm={t("asked.cancelSure", told)}
        take={(key) => doors.take(room.id, milestone.id, "cancel/grant", key)}
      />
      <Plain
        {...{ room, milestone }}
        verb="cancel.decline"
        step="cancel/decline"
        label={t("asked.cancelDecline")}
      />
      <Plain
        {...{ room, milestone }}
        verb="cancel.withdraw"
        step="cancel/withdraw"
        label={t("asked.withdraw")}
      />
    </Question>
  );
}

function Question(props: { title: string; text: string; note?: string; children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="md" className={classes.asked} aria-label={props.title}>
      <Stack gap="xs">
        <Text fw={650}>{props.title}</Text>
        {props.text && <Text size="sm">{props.text}</Text>}
        {props.note && (
          <Text size="sm" className={classes.quote} dir="auto">
            {props.note}
          </Text>
        )}
        <Group gap="xs" align="flex-start">
          {props.children}
        </Group>
      </Stack>
    </Paper>
  );
}

type AnswerProps = Props & {
  verb: string;
  label: string;
  /** What follows from it, where that is asked once more. */
  confirm?: string;
  take: (key: string) => Promise<unknown>;
  plain?: boolean;
};

function Answer({ room, milestone, verb, label, confirm, take, plain }: AnswerProps) {
  const may = useSteps(room, milestone);
  const act = useAct(room.id);
  const [asking, setAsking] = useState(false);
  const send = () => act([milestone.id, verb, label], take);
  const taking = useMutation({ mutationFn: send });
  if (!may(verb)) return null;
  return (
    <div>
      <Button
        size="sm"
        variant={plain ? "default" : "filled"}
        loading={taking.isPending}
        onClick={() => (confirm ? setAsking(true) : taking.mutate())}
      >
        {label}
      </Button>
      <Failure error={taking.error} />
      <Confirm opened={asking} title={label} action={label} onConfirm={send} onClose={() => setAsking(false)}>
        <Text>{confirm}</Text>
      </Confirm>
    </div>
  );
}

function Plain({ step, ...rest }: Props & { verb: string; label: string; step: PlainStep }) {
  const take = (key: string) => doors.take(rest.room.id, rest.milestone.id, step, key);
  return <Answer {...rest} take={take} plain />;
}
