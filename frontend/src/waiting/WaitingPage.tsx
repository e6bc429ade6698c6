import { Container, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Failure } from "../app/Failure";
import { PersonAvatar } from "../app/PersonAvatar";
import { useWhen } from "../app/when";
import { useSums } from "../money/useMoney";
import type { Waits } from "../wire";
import { useWaiting } from "./useWaiting";
import classes from "./waiting.module.css";

/** One list over all rooms: what waits for me, until when, and what happens if I do not act. */
export function WaitingPage() {
  const { t } = useTranslation("waiting");
  const waiting = useWaiting();
  return (
    <Container size="md" py="lg">
      <title>{`${t("title")} · Collab`}</title>
      <Stack>
        <div>
          <Title order={1}>{t("title")}</Title>
          <Text c="dimmed" role="status">
            {waiting.data?.length ? t("count", { count: waiting.data.length }) : ""}
          </Text>
        </div>
        <Failure error={waiting.error} retry={() => void waiting.refetch()} />
        {waiting.isPending && <Skeleton h={110} radius="md" />}
        {waiting.data?.length === 0 && (
          <Stack gap={4} align="center" py="xl" ta="center">
            <Text fw={650}>{t("empty.title")}</Text>
            <Text c="dimmed" maw={460}>
              {t("empty.text")}
            </Text>
          </Stack>
        )}
        <ul className={classes.list} aria-label={t("title")}>
          {waiting.data?.map((waits) => (
            <Item key={`${waits.room}-${waits.kind}-${waits.subject ?? waits.title}`} waits={waits} />
          ))}
        </ul>
      </Stack>
    </Container>
  );
}

function Item({ waits }: { waits: Waits }) {
  const { t } = useTranslation("waiting");
  const sums = useSums();
  const when = useWhen();
  const { kind, title, room_title, minor, currency, since, due, due_date, who } = waits;
  return (
    <li>
      <Link to={placeOf(waits)} className={classes.item} data-kind={kind}>
        {who ? <PersonAvatar person={who} size={40} /> : <span className={classes.noPerson} aria-hidden />}
        <div className={classes.words}>
          <div className={classes.top}>
            <span className={classes.what}>{t(`kind.${kind}`, { title, name: who?.name ?? "" })}</span>
            {minor != null && currency != null && (
              <span className={classes.sum}>{sums(minor, currency)}</span>
            )}
          </div>
          <div className={classes.meta}>
            <bdi>{room_title}</bdi>
            <span>{t("since", { when: when.dateTime(since) })}</span>
          </div>
          {due_date && (
            <div className={classes.due}>
              <IconClock size={16} stroke={1.5} aria-hidden />
              <span>{t("dueDate", { date: when.day(due_date) })}</span>
            </div>
          )}
          {due && (
            <div className={classes.due}>
              <IconClock size={16} stroke={1.5} aria-hidden />
              <span>
                {t("until", { when: when.deadline(due.at) })} {due.sentence}
              </span>
            </div>
          )}
        </div>
      </Link>
    </li>
  );
}

const OF_TIME = new Set<Waits["kind"]>(["manual_time", "supplement", "bill"]);

/** Where it can be answered. */
export function placeOf({ room, kind, subject, due }: Waits): string {
  if (kind === "terms") return `/rooms/${room}/terms`;
  if (kind === "payment") return `/rooms/${room}/money`;
  // What happens to a week by itself is named by room and Monday.
  if (kind === "overtime") return `/rooms/${room}/time?week=${due?.subject.split("/")[1] ?? ""}`;
  if (OF_TIME.has(kind)) return `/rooms/${room}/time`;
  return `/rooms/${room}/milestones${subject ? `/${subject}` : ""}`;
}
