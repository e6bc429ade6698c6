import { SegmentedControl, Text, Textarea, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { useSession } from "../live/LiveProvider";
import type { ChecklistItem, ItemMark, Milestone, Room, Submission } from "../wire";
import classes from "./milestones.module.css";
import { useMark } from "./useMark";
import { useSteps } from "./useMilestones";

type Props = {
  room: Room;
  milestone: Milestone;
  submission: Submission;
  name: (id: string | null) => string;
};

const BLANK = { ok: null, remark: "" };

/** The checklist of a submission with what the client thinks of each item. Both sides see each tick as it is made. */
export function ReviewList({ room, milestone, submission, name }: Props) {
  const { t } = useTranslation("milestones");
  const may = useSteps(room, milestone);
  const { checklist, marks, state } = submission;
  if (!checklist.length) return null;
  const open = state === "waiting" && may("milestone.review");
  const good = marks.filter(({ ok }) => ok).length;
  const markOf = (item: ChecklistItem): ItemMark =>
    marks.find((mark) => mark.item === item.id) ?? { ...BLANK, item: item.id };
  return (
    <div>
      <Text fw={600} size="sm">
        {t("checklist.label")}{" "}
        <Text span c="dimmed" fw={400}>
          {t("review.good", { good, count: checklist.length })}
        </Text>
      </Text>
      <ul className={classes.review}>
        {checklist.map((item) =>
          open ? (
            <Marking
              key={item.id}
              room={room.id}
              milestone={milestone.id}
              submission={submission.number}
              item={item}
              mark={markOf(item)}
            />
          ) : (
            <Seen key={item.id} item={item} mark={markOf(item)} />
          ),
        )}
      </ul>
      {state === "waiting" && !open && <MarksHeard room={room.id} milestone={milestone} name={name} />}
    </div>
  );
}

const ICONS = { yes: IconCheck, no: IconX, open: IconMinus };
const verdict = (ok?: boolean | null) => (ok == null ? "open" : ok ? "yes" : "no");

function Seen({ item, mark }: { item: ChecklistItem; mark: ItemMark }) {
  const { t } = useTranslation("milestones");
  const found = verdict(mark.ok);
  const Icon = ICONS[found];
  return (
    <li className={classes.item} data-verdict={found} data-item={item.id}>
      <span key={found} className={classes.verdict} role="img" aria-label={t(`review.${found}`)}>
        <Icon size={16} stroke={2.5} aria-hidden />
      </span>
      <div className={classes.itemWords}>
        <span dir="auto">{item.text}</span>
        {mark.remark && (
          <Text key={mark.remark} size="sm" className={classes.remark} dir="auto">
            {mark.remark}
          </Text>
        )}
      </div>
    </li>
  );
}

type MarkingProps = {
  room: string;
  milestone: string;
  submission: number;
  item: ChecklistItem;
  mark: ItemMark;
};

function Marking({ room, milestone, submission, item, mark }: MarkingProps) {
  const { t } = useTranslation("milestones");
  const { shown, say, state, error, again } = useMark(room, milestone, submission, mark);
  const options = (["open", "yes", "no"] as const).map((value) => {
    const Icon = ICONS[value];
    return {
      value,
      label: (
        <span className={classes.option} title={t(`review.${value}`)}>
          <Icon size={16} stroke={2.5} aria-hidden />
          {value === "open" ? <VisuallyHidden>{t("review.open")}</VisuallyHidden> : t(`review.${value}`)}
        </span>
      ),
    };
  });
  const choose = (value: string) => say({ ...shown, ok: value === "open" ? null : value === "yes" }, true);
  return (
    <li className={classes.item} data-marking data-verdict={verdict(shown.ok)} data-item={item.id}>
      <SegmentedControl
        size="xs"
        aria-label={t("review.verdict", { text: item.text })}
        data={options}
        value={verdict(shown.ok)}
        onChange={choose}
      />
      <div className={classes.itemWords}>
        <span dir="auto">{item.text}</span>
        <Textarea
          size="xs"
          variant="filled"
          aria-label={t("review.remarkOn", { text: item.text })}
          placeholder={t("review.remark")}
          value={shown.remark}
          onChange={(event) => say({ ...shown, remark: event.currentTarget.value }, false)}
          onBlur={() => say(shown, true)}
          maxLength={1000}
          autosize
          minRows={1}
          dir="auto"
        />
        <Text size="xs" c="dimmed" role="status" className={classes.saving}>
          {state === "saving" && t("review.saving")}
          {state === "saved" && t("review.saved")}
        </Text>
        <Failure error={error} retry={again} />
      </div>
    </li>
  );
}

/** Reads out what the other side marks while I look. */
function MarksHeard(props: { room: string; milestone: Milestone; name: (id: string | null) => string }) {
  const { t } = useTranslation("milestones");
  const session = useSession();
  const [heard, setHeard] = useState<{ item: number; by: string | null } | null>(null);
  const { room, milestone, name } = props;
  useEffect(
    () =>
      session.listen((id, events) => {
        const mark = events.findLast((event) => event.kind === "review.marked");
        if (id === room && mark?.kind === "review.marked" && mark.data.id === milestone.id)
          setHeard({ item: mark.data.item, by: mark.by });
      }),
    [session, room, milestone.id],
  );
  const submission = milestone.submissions.at(-1);
  const item = submission?.checklist.find(({ id }) => id === heard?.item);
  const mark = submission?.marks.find((one) => one.item === heard?.item);
  return (
    <VisuallyHidden role="status">
      {heard &&
        item &&
        t("review.heard", {
          name: name(heard.by),
          text: item.text,
          verdict: t(`review.${verdict(mark?.ok)}`),
          remark: mark?.remark ?? "",
        })}
    </VisuallyHidden>
  );
}
