import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Dropping } from "../files/Dropping";
import { FileLine } from "../files/FileLine";
import { OthersSending } from "../files/OthersSending";
import { useBring } from "../files/useBring";
import type { RoomState } from "../live/apply";
import { useLive, useSession } from "../live/LiveProvider";
import type { Written } from "../live/outbox";
import { isWritable, OPEN } from "../live/writable";
import type { Message } from "../wire";
import { Announcer } from "./Announcer";
import { Composer, type Mode } from "./Composer";
import classes from "./chat.module.css";
import { LineRow } from "./LineRow";
import type { MessageSteps } from "./MessageMenu";
import { MessageRow } from "./MessageRow";
import { milestonesIn } from "./moneyLines";
import { useName, usePeople } from "./names";
import { PostRow } from "./PostRow";
import { Remove } from "./Remove";
import { Revisions } from "./Revisions";
import type { Post, Row } from "./rows";
import { Timeline, type TimelineHandle } from "./Timeline";
import { TypingLine } from "./TypingLine";

/** The timeline of a room and the field to write into it. */
export function Chat({ state }: { state: RoomState }) {
  const { room, me, messages } = state;
  const session = useSession();
  const people = usePeople(room);
  const name = useName(people);
  const [mode, setMode] = useState<Mode>({ kind: "new" });
  const [removing, setRemoving] = useState<Message | null>(null);
  const [tracing, setTracing] = useState<Message | null>(null);
  const timeline = useRef<TimelineHandle>(null);
  useLedTo(timeline);
  const { posts, changes } = useWaiting(room.id);
  const bySeq = useMemo(() => new Map(messages.map((message) => [message.seq, message])), [messages]);
  const known = useMemo(() => milestonesIn(state.lines), [state.lines]);
  const others = room.members.filter(({ person }) => person.id !== me);
  const writable = isWritable(room);
  const bring = useBring(room.id, "draft");

  const steps: MessageSteps = {
    reply: (message) => setMode({ kind: "reply", to: message, name: name(message.by) }),
    edit: (message) => setMode({ kind: "edit", message }),
    remove: setRemoving,
    history: setTracing,
  };
  const editLast = () => {
    const last = messages.findLast(({ by, text }) => by === me && text !== null);
    if (last) steps.edit(last);
  };
  const editPost = (post: Post) => {
    void session.discard(post);
    setMode({ kind: "new", text: post.params.text });
  };
  const show = (row: Row, found: boolean) => {
    if (row.type === "line" && row.line.kind === "file.added")
      return <FileLine room={room.id} line={row.line} name={name} found={found} />;
    if (row.type === "line") return <LineRow line={row.line} {...{ room, name, known, found }} />;
    if (row.type === "post") return <PostRow {...row} me={people.get(me) ?? NOBODY} onEdit={editPost} />;
    const { message, first } = row;
    return (
      <MessageRow
        {...{ room: room.id, message, first, name, others, found, writable, steps }}
        mine={message.by === me}
        author={people.get(message.by)}
        original={message.reply_to == null ? undefined : bySeq.get(message.reply_to)}
        change={changes.get(message.seq)}
        onFollow={(seq) => void timeline.current?.find(seq)}
      />
    );
  };
  return (
    <div className={classes.chat}>
      <Timeline ref={timeline} state={state} posts={posts} row={show} />
      <Announcer state={state} name={name} />
      <OthersSending state={state} name={name} />
      <TypingLine room={room.id} name={name} />
      {writable && <Dropping place="draft" onFiles={bring} />}
      {writable ? (
        <Composer
          room={room.id}
          mode={mode}
          onMode={setMode}
          onEditLast={editLast}
          onSent={() => requestAnimationFrame(() => timeline.current?.latest())}
          names={others.map(({ person }) => person.name)}
        />
      ) : (
        <Closed state={state} />
      )}
      <Remove room={room.id} message={removing} onClose={() => setRemoving(null)} />
      <Revisions room={room.id} message={tracing} onClose={() => setTracing(null)} />
    </div>
  );
}

/** An address may lead to an event: `?at=41`. Once there, it is the room's own address again. */
function useLedTo(timeline: RefObject<TimelineHandle | null>): void {
  const [search, setSearch] = useSearchParams();
  const at = Number(search.get("at"));
  useEffect(() => {
    if (!at) return;
    void timeline.current?.find(at);
    const without = (before: URLSearchParams) => {
      before.delete("at");
      return before;
    };
    setSearch(without, { replace: true });
  }, [at, timeline, setSearch]);
}

const NOBODY = { id: "", name: "", time_zone: "UTC", avatar: null };

/** What I wrote in this room that is still on its way: new messages, and changes by the message they are of. */
function useWaiting(room: string): { posts: Post[]; changes: Map<number, Written> } {
  const written = useLive((live) => live.written);
  return useMemo(() => {
    const here = written.filter(({ params }) => params.room === room);
    const posts = here.filter((one): one is Post => one.method === "message.post");
    const changes = here.flatMap((one) =>
      one.method === "message.post" ? [] : [[one.params.seq, one] as const],
    );
    return { posts, changes: new Map(changes) };
  }, [written, room]);
}

function Closed({ state: { room } }: { state: RoomState }) {
  const { t } = useTranslation("chat");
  if (room.status === "offered") return <div className={classes.closed}>{t("composer.closed.offered")}</div>;
  const observing = OPEN.includes(room.status);
  return (
    <div className={classes.closed}>
      {observing ? t("composer.closed.observer") : t("composer.closed.over")}
    </div>
  );
}
