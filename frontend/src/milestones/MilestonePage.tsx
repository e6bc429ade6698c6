import { Anchor, Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconArrowLeft, IconCoins } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useOutletContext, useParams, useSearchParams } from "react-router";
import { Failure } from "../app/Failure";
import { useWhen } from "../app/when";
import { useName, usePeople } from "../chat/names";
import type { RoomState } from "../live/apply";
import { useSums } from "../money/useMoney";
import type { Milestone, MilestoneList, Room } from "../wire";
import { Asked } from "./Asked";
import { FundDialog } from "./FundDialog";
import classes from "./milestones.module.css";
import { NextStep } from "./NextStep";
import { OtherSteps } from "./OtherSteps";
import { StateBadge } from "./StateBadge";
import { SubmissionCard } from "./SubmissionCard";
import { SubmitDialog } from "./SubmitDialog";
import { useMilestones, useSteps } from "./useMilestones";

/** One milestone: what is agreed, what was handed in, and the review of it, live and together. */
export function MilestonePage() {
  const { t } = useTranslation("milestones");
  const { milestone: id } = useParams();
  const { room } = useOutletContext<RoomState>();
  const list = useMilestones(room);
  const milestone = list.data?.items.find((one) => one.id === id);
  return (
    <div className={classes.page}>
      <Stack maw={820} gap="lg">
        <Anchor component={Link} to={`/rooms/${room.id}/milestones`} size="sm" className={classes.back}>
          <IconArrowLeft size={16} aria-hidden /> {t("all")}
        </Anchor>
        <Failure error={list.error} retry={() => void list.refetch()} />
        {list.isPending && <Skeleton h={220} radius="md" />}
        {list.data && !milestone && <Text>{t("gone")}</Text>}
        {list.data && milestone && (
          <Whole key={milestone.id} room={room} milestone={milestone} list={list.data} />
        )}
      </Stack>
    </div>
  );
}

type Props = { room: Room; milestone: Milestone; list: MilestoneList };

function Whole({ room, milestone, list }: Props) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const when = useWhen();
  const name = useName(usePeople(room));
  const { title, minor, currency, due, description, by, at, submissions, revision_cap } = milestone;
  const newest = submissions.toReversed();
  return (
    <>
      <header>
        <div className={classes.wholeTop}>
          <Title order={2} fz="h3" dir="auto" className={classes.wholeTitle}>
            {title}
          </Title>
          <span className={classes.amount}>{sums(minor, currency)}</span>
        </div>
        <div className={classes.meta}>
          <StateBadge milestone={milestone} />
          {due && <span>{t("due", { date: when.day(due) })}</span>}
          <span>{t("proposedBy", { name: name(by), when: when.date(at) })}</span>
          {revision_cap != null && <span>{t("cap", { count: revision_cap })}</span>}
        </div>
      </header>
      <Stack gap="sm">
        <NextStep room={room} milestone={milestone} dues={list.dues} />
        <Asked room={room} milestone={milestone} />
        <Acts room={room} milestone={milestone} list={list} />
      </Stack>
      {description && (
        <Text className={classes.words} dir="auto">
          {description}
        </Text>
      )}
      {submissions.length === 0 && <Agreed milestone={milestone} />}
      {newest.map((submission, i) => (
        <SubmissionCard key={submission.number} {...{ room, milestone, submission, name }} newest={i === 0} />
      ))}
      {milestone.funded_at && (
        <Anchor
          component={Link}
          to={`/rooms/${room.id}/money?milestone=${milestone.id}`}
          size="sm"
          className={classes.back}
        >
          <IconCoins size={16} aria-hidden /> {t("ledger")}
        </Anchor>
      )}
    </>
  );
}

/** The step that brings it on, and the rarer ones. */
function Acts({ room, milestone, list }: Props) {
  const { t } = useTranslation("milestones");
  const may = useSteps(room, milestone);
  const [search, setSearch] = useSearchParams();
  const [funding, setFunding] = useState(false);
  const submitting = search.has("submit") && may("milestone.submit");
  const drafts = list.items.filter(({ state, paying }) => state === "draft" && !paying);
  const submit = (open: boolean) =>
    setSearch(
      (before) => {
        if (open) before.set("submit", "");
        else before.delete("submit");
        return before;
      },
      { replace: true },
    );
  return (
    <Group gap="xs">
      {may("milestone.fund") && <Button onClick={() => setFunding(true)}>{t("fund.short")}</Button>}
      {may("milestone.submit") && <Button onClick={() => submit(true)}>{t("submit.short")}</Button>}
      <OtherSteps room={room} milestone={milestone} seen={list.seq} />
      {funding && (
        <FundDialog
          {...{ room, drafts }}
          chosen={[milestone.id]}
          seen={list.seq}
          opened
          onClose={() => setFunding(false)}
        />
      )}
      <SubmitDialog {...{ room, milestone }} opened={submitting} onClose={() => submit(false)} />
    </Group>
  );
}

function Agreed({ milestone: { checklist } }: { milestone: Milestone }) {
  const { t } = useTranslation("milestones");
  if (!checklist.length) return null;
  return (
    <section aria-labelledby="agreed">
      <Text fw={650} id="agreed">
        {t("checklist.label")}
      </Text>
      <ul className={classes.plainList}>
        {checklist.map(({ id, text }) => (
          <li key={id} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
