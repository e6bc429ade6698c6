import { Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PersonAvatar } from "../app/PersonAvatar";
import { shortTime } from "../app/time";
import { useNow } from "../app/useNow";
import { said } from "../chat/said";
import { useSession } from "../live/LiveProvider";
import type { RoomItem } from "../wire";
import { StatusBadge } from "./StatusBadge";
import classes from "./workrooms.module.css";

export function RoomRow({ item, chosen }: { item: RoomItem; chosen: boolean }) {
  const { t } = useTranslation("workrooms");
  const now = useNow(60_000);
  const names = item.others.map(({ name }) => name).join(", ");
  return (
    <Link
      to={`/rooms/${item.id}`}
      className={classes.item}
      aria-current={chosen ? "page" : undefined}
      data-unread={item.unread > 0}
    >
      <PersonAvatar person={item.others[0] ?? { name: item.title }} size={40} />
      <div style={{ minWidth: 0 }}>
        <div className={classes.itemTop}>
          <span className={classes.title} dir="auto">
            {item.title}
          </span>
          <Text component="time" fz="xs" c="dimmed" dateTime={item.last_at}>
            {shortTime(new Date(item.last_at), now)}
          </Text>
        </div>
        <div className={classes.itemBottom}>
          <Preview item={item} />
          {item.unread > 0 && (
            <Badge size="sm" circle={item.unread < 10} aria-label={t("unread", { count: item.unread })}>
              {item.unread >= 100 ? "99+" : item.unread}
            </Badge>
          )}
        </div>
        <div className={classes.itemBottom}>
          <span className={classes.meta} dir="auto">
            {names}
          </span>
          {item.waiting ? (
            <Badge size="xs" color="yellow" variant="filled">
              {t("waiting")}
            </Badge>
          ) : (
            item.status !== "active" && <StatusBadge status={item.status} size="xs" />
          )}
        </div>
      </div>
    </Link>
  );
}

function Preview({ item: { last, others } }: { item: RoomItem }) {
  const { t } = useTranslation("workrooms");
  const { me } = useSession();
  if (!last) return <span className={classes.preview}>{t("noMessage")}</span>;
  const author = last.by === me ? t("you") : others.find(({ id }) => id === last.by)?.name;
  return (
    <span className={classes.preview} dir="auto">
      {author && `${author}: `}
      <bdi>{said(last) ?? t("lastDeleted")}</bdi>
    </span>
  );
}
