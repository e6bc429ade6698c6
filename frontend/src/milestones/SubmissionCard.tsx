import { Badge, Collapse, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import { Attachments } from "../files/FileCard";
import type { Milestone, Room, Submission } from "../wire";
import classes from "./milestones.module.css";
import { ReviewList } from "./ReviewList";
import { ReviewSteps } from "./ReviewSteps";

type Props = {
  room: Room;
  milestone: Milestone;
  submission: Submission;
  name: (id: string | null) => string;
  newest: boolean;
};

const COLORS = {
  waiting: "yellow",
  changes_requested: "orange",
  approved: "green",
  cancelled: "gray",
} as const;

/** Work as it was handed in, and what the review says of it. Older ones are folded. */
export function SubmissionCard({ room, milestone, submission, name, newest }: Props) {
  const { t } = useTranslation("milestones");
  const when = useWhen();
  const [open, fold] = useDisclosure(newest);
  const { number, state, message, files, note, by, at, decided_by, decided_at } = submission;
  const title = t("submission.title", { number });
  return (
    <section className={classes.submission} aria-label={title} data-submission={number}>
      <UnstyledButton className={classes.submissionHead} aria-expanded={open} onClick={fold.toggle}>
        <Text component="h3" fw={650}>
          {title}
        </Text>
        <Badge variant="dot" color={COLORS[state]} tt="none" fw={600}>
          {t(`submission.${state}`)}
        </Badge>
        <Text size="sm" c="dimmed" className={classes.submissionWho}>
          {t("submission.by", { name: name(by), when: when.dateTime(at) })}
        </Text>
        <IconChevronDown size={18} className={classes.chevron} data-open={open} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={open}>
        <div className={classes.submissionBody}>
          <Text className={classes.words} dir="auto">
            {message}
          </Text>
          <Attachments room={room.id} files={files} name={name} />
          <ReviewList {...{ room, milestone, submission, name }} />
          {note && (
            <div>
              <Text size="sm" c="dimmed">
                {t("submission.note", {
                  name: name(decided_by ?? null),
                  when: decided_at ? when.dateTime(decided_at) : "",
                })}
              </Text>
              <Text className={classes.quote} dir="auto">
                {note}
              </Text>
            </div>
          )}
          {newest && <ReviewSteps room={room} milestone={milestone} />}
        </div>
      </Collapse>
    </section>
  );
}
