import { useTranslation } from "react-i18next";
import { PersonAvatar } from "../app/PersonAvatar";
import { clockTime, fullTime, isElsewhere } from "../app/time";
import { Attachments } from "../files/FileCard";
import type { Written } from "../live/outbox";
import type { Member, Message, Person } from "../wire";
import classes from "./chat.module.css";
import { MessageMenu, type MessageSteps } from "./MessageMenu";
import { MessageState, UnsentState } from "./MessageState";
import { MessageText } from "./MessageText";
import { Quote } from "./Quote";
import { Refused } from "./Refused";

type Props = {
  room: string;
  message: Message;
  first: boolean;
  mine: boolean;
  author?: Person;
  name: (id: string | null) => string;
  others: Member[];
  original?: Message;
  /** An edit or deletion of this message on its way. */
  change?: Written;
  found: boolean;
  writable: boolean;
  steps: MessageSteps;
  onFollow: (seq: number) => void;
};

export function MessageRow(props: Props) {
  const { message, first, mine, author, name, original, found, onFollow } = props;
  return (
    <article className={`${classes.message} ${found ? classes.found : ""}`} data-seq={message.seq}>
      {first && <PersonAvatar person={author ?? { name: name(message.by) }} />}
      <div className={classes.body}>
        {first && (
          <Byline message={message} name={name(message.by)} zone={mine ? undefined : author?.time_zone} />
        )}
        {message.reply_to != null && message.text !== null && (
          <Quote
            of={original}
            name={name(original?.by ?? null)}
            onFollow={() => onFollow(message.reply_to as number)}
          />
        )}
        <Words {...props} />
        <Attachments room={props.room} files={message.files} name={name} />
        {props.change?.refused && <Refused written={props.change} />}
      </div>
      {message.text !== null && <MessageMenu {...props} />}
    </article>
  );
}

export function Byline({
  message: { at },
  name,
  zone,
}: {
  message: { at: string };
  name: string;
  zone?: string;
}) {
  const { t } = useTranslation("chat");
  const when = new Date(at);
  return (
    <div className={classes.who}>
      <span className={classes.name} dir="auto">
        {name}
      </span>
      <time className={classes.stamp} dateTime={at} title={fullTime(when)}>
        {clockTime(when)}
      </time>
      {zone && isElsewhere(zone, when) && (
        <span className={classes.stamp}>{t("theirTime", { time: clockTime(when, zone) })}</span>
      )}
    </div>
  );
}

function Words({ message, mine, others, change, steps }: Props) {
  const { t } = useTranslation("chat");
  const pending = change && !change.refused ? change : undefined;
  const text = pending?.method === "message.edit" ? pending.params.text : message.text;
  if (text === null || pending?.method === "message.delete")
    return <div className={classes.gone}>{t("deleted")}</div>;
  return (
    <div className={classes.words}>
      {text !== "" && <MessageText text={text} />}
      {message.edited_at && (
        <button type="button" className={classes.plain} onClick={() => steps.history(message)}>
          {t("edited")}
        </button>
      )}
      {pending ? <UnsentState /> : mine && <MessageState seq={message.seq} others={others} />}
    </div>
  );
}
