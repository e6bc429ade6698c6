import { Button, Center, Divider, Loader, Text } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Virtuoso, type VirtuosoHandle } from "react-virtuoso";
import { dayName } from "../app/time";
import { useNow } from "../app/useNow";
import type { RoomState } from "../live/apply";
import { useSession } from "../live/LiveProvider";
import classes from "./chat.module.css";
import { type Post, type Row, rowsOf, seqOf } from "./rows";
import { useReading } from "./useReading";
import { useStayAtEnd } from "./useStayAtEnd";

/** Rows are numbered from here, so that older ones can be put before them without moving what is in view. */
const START = 10_000_000;

export type TimelineHandle = { latest: () => void; find: (seq: number) => Promise<void> };

type Props = {
  state: RoomState;
  posts: Post[];
  ref: Ref<TimelineHandle>;
  row: (row: Row, found: boolean) => ReactNode;
};

export function Timeline({ state, posts, ref, row }: Props) {
  const { t } = useTranslation("chat");
  const session = useSession();
  const list = useRef<VirtuosoHandle>(null);
  const [atBottom, setAtBottom] = useState(true);
  const [found, setFound] = useState<number | null>(null);
  const divider = useReading(state, atBottom);
  const rows = useMemo(() => rowsOf(state, posts, divider), [state, posts, divider]);
  const [anchor] = useState(() => seqOf(rows[0] as Row));
  const older = Number.isFinite(anchor) ? rows.findIndex((one) => seqOf(one) >= anchor) : 0;
  const unseen = useUnseen(state, atBottom);
  const fresh = rows.findIndex((one) => one.fresh);
  const current = useRef(rows);
  current.current = rows;

  const { setScroller, settle, stay } = useStayAtEnd(fresh <= 0);
  const latest = () => {
    list.current?.scrollToIndex({ index: "LAST", align: "end" });
    stay();
  };
  const find = async (seq: number) => {
    await session.older(state.room.id, seq);
    requestAnimationFrame(() => {
      // What has no row of its own is told by the one that follows it.
      const index = current.current.findIndex((one) => seqOf(one) >= seq);
      const row = current.current[index];
      if (!row) return;
      list.current?.scrollToIndex({ index, align: "center" });
      setFound(seqOf(row));
    });
  };
  useImperativeHandle(ref, () => ({ latest, find }));
  useEffect(() => {
    const timer = found === null ? undefined : setTimeout(() => setFound(null), 2_000);
    return () => clearTimeout(timer);
  }, [found]);

  return (
    <section className={classes.timeline} aria-label={t("timeline")}>
      <Virtuoso
        ref={list}
        style={{ height: "100%" }}
        data={rows}
        firstItemIndex={START - older}
        initialTopMostItemIndex={
          fresh > 0 ? { index: fresh, align: "start" } : { index: "LAST", align: "end" }
        }
        alignToBottom
        followOutput={(bottom) => (bottom ? "auto" : false)}
        scrollerRef={(scroller) => setScroller(scroller instanceof HTMLElement ? scroller : null)}
        totalListHeightChanged={settle}
        atBottomThreshold={40}
        atBottomStateChange={setAtBottom}
        startReached={() => void session.older(state.room.id)}
        increaseViewportBy={600}
        computeItemKey={(_, one) => one.key}
        context={{ more: state.more, empty: rows.length === 0 }}
        components={{ Header: Beginning }}
        itemContent={(_, one) => (
          <div className={`${classes.row} ${one.first ? classes.rowFirst : ""}`}>
            {one.day && <Day at={one.at} />}
            {one.fresh && (
              <Divider
                label={t("fresh")}
                labelPosition="right"
                color="var(--collab-refused)"
                my={4}
                classNames={{ label: classes.fresh }}
              />
            )}
            {row(one, seqOf(one) === found)}
          </div>
        )}
      />
      {!atBottom && (
        <Button
          className={classes.latest}
          size="xs"
          radius="xl"
          variant={unseen ? "filled" : "default"}
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={latest}
        >
          {unseen ? t("latestNew", { count: unseen }) : t("latest")}
        </Button>
      )}
    </section>
  );
}

function Day({ at }: { at: Date }) {
  const now = useNow(60_000);
  return <Divider label={dayName(at, now)} labelPosition="center" my="xs" />;
}

function Beginning({ context }: { context?: { more: boolean; empty: boolean } }) {
  const { t } = useTranslation("chat");
  if (context?.more)
    return (
      <Center p="md">
        <Loader type="dots" size="sm" aria-label={t("older")} />
      </Center>
    );
  return (
    <Text c="dimmed" fz="sm" ta="center" p="lg">
      {t("start")} {context?.empty && t("startEmpty")}
    </Text>
  );
}

/** How many messages of others came since the newest end was last in view. */
function useUnseen({ messages, me }: RoomState, atBottom: boolean): number {
  const newest = messages.at(-1)?.seq ?? 0;
  const seen = useRef(newest);
  if (atBottom) seen.current = newest;
  return messages.filter(({ seq, by }) => seq > seen.current && by !== me).length;
}
