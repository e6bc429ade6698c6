import { ActionIcon, CloseButton, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconSend2 } from "@tabler/icons-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AttachButton } from "../files/AttachButton";
import { dropped } from "../files/dropped";
import { TransferList } from "../files/TransferList";
import type { Transfer } from "../files/transfer";
import { useDesk, useTransfers } from "../files/UploadsProvider";
import { useBring } from "../files/useBring";
import { useSession } from "../live/LiveProvider";
import type { Attached } from "../live/outbox";
import type { Message } from "../wire";
import classes from "./chat.module.css";
import { draft, keepDraft } from "./drafts";
import { said } from "./said";

/** Characters of one message; the server refuses more. */
const TEXT_CHARS = 10_000;
const NEAR = 500;

export type Mode =
  | { kind: "new"; text?: string }
  | { kind: "reply"; to: Message; name: string }
  | { kind: "edit"; message: Message };

type Props = {
  room: string;
  names: string[];
  mode: Mode;
  onMode: (mode: Mode) => void;
  onEditLast: () => void;
  onSent: () => void;
};

export function Composer({ room, names, mode, onMode, onEditLast, onSent }: Props) {
  const { t } = useTranslation("chat");
  const session = useSession();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => draft(session.me, room));
  const editing = mode.kind === "edit";
  const desk = useDesk();
  const bring = useBring(room, "draft");
  const brought = useTransfers(room, "draft");

  useEffect(() => {
    if (mode.kind === "edit") setText(mode.message.text ?? "");
    else if (mode.kind === "new" && mode.text !== undefined) setText(mode.text);
    else setText(draft(session.me, room));
    if (mode.kind !== "new" || mode.text !== undefined) field.current?.focus();
  }, [mode, room, session.me]);

  // Changing rooms by keyboard takes the focused field away; the next one goes on from there.
  useEffect(() => {
    if (document.activeElement === document.body && matchMedia("(hover: hover)").matches)
      field.current?.focus();
  }, []);

  const change = (next: string) => {
    setText(next);
    if (!editing) keepDraft(session.me, room, next);
    if (next) session.typing(room);
  };
  const send = () => {
    const words = text.trim();
    if (!(words || (brought.length && !editing)) || words.length > TEXT_CHARS) return;
    if (mode.kind === "edit") {
      if (words !== mode.message.text)
        void session.write({ method: "message.edit", params: { room, seq: mode.message.seq, text: words } });
    } else {
      const reply_to = mode.kind === "reply" ? mode.to.seq : null;
      const params = { room, text: words, reply_to, files: [] };
      void session
        .write({ method: "message.post", params }, brought.map(attached))
        .then(() => desk.attach(brought.map(({ id }) => id)));
      keepDraft(session.me, room, "");
      onSent();
    }
    onMode({ kind: "new" });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && mode.kind !== "new") {
      onMode({ kind: "new" });
    } else if (event.key === "ArrowUp" && !event.altKey && !text && mode.kind === "new") {
      event.preventDefault();
      onEditLast();
    }
  };
  const paste = (event: ClipboardEvent) => {
    const found = dropped(event.clipboardData);
    if (editing || !found.files.length) return;
    event.preventDefault();
    bring(found);
  };
  const left = TEXT_CHARS - text.trim().length;
  return (
    <div className={classes.composer}>
      {mode.kind !== "new" && <ModeBar mode={mode} onCancel={() => onMode({ kind: "new" })} />}
      {!editing && <Brought transfers={brought} />}
      <Textarea
        ref={field}
        aria-label={editing ? t("composer.editing") : t("composer.label")}
        placeholder={
          names.length
            ? t("composer.placeholder", { names: names.join(", ") })
            : t("composer.placeholderAlone")
        }
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={keys}
        onPaste={paste}
        autosize
        minRows={1}
        maxRows={8}
        size="md"
        dir="auto"
        error={left < NEAR && t("composer.left", { count: left })}
        leftSectionWidth={44}
        leftSection={!editing && <AttachButton onFiles={(files) => bring({ files, folders: [] })} />}
        rightSectionWidth={48}
        rightSection={
          <ActionIcon
            variant="filled"
            size="lg"
            aria-label={editing ? t("composer.save") : t("composer.send")}
            disabled={!(text.trim() || (brought.length && !editing)) || left < 0}
            onClick={send}
          >
            {editing ? <IconCheck size={18} aria-hidden /> : <IconSend2 size={18} aria-hidden />}
          </ActionIcon>
        }
      />
    </div>
  );
}

function attached({ id, name, size, version }: Transfer): Attached {
  return { upload: id, name, size, version: version?.id };
}

/** The files of the message being written. One that is there already stays in the room when it is taken out. */
function Brought({ transfers }: { transfers: Transfer[] }) {
  const { t } = useTranslation("files");
  const desk = useDesk();
  const remove = ({ id, name, stage }: Transfer) => {
    if (stage === "done") notifications.show({ message: t("staysInRoom", { name }), autoClose: 8_000 });
    void desk.cancel(id);
  };
  return <TransferList transfers={transfers} label={t("sending.list")} onRemove={remove} />;
}

function ModeBar({ mode, onCancel }: { mode: Exclude<Mode, { kind: "new" }>; onCancel: () => void }) {
  const { t } = useTranslation("chat");
  const title = mode.kind === "edit" ? t("composer.editing") : t("replyTo", { name: mode.name });
  const text = mode.kind === "edit" ? said(mode.message) : said(mode.to);
  return (
    <div className={classes.mode}>
      <div className={classes.modeText}>
        <strong>{title}</strong>
        <span className={classes.quoteText} dir="auto">
          {text}
        </span>
      </div>
      <CloseButton aria-label={t("composer.cancel")} onClick={onCancel} />
    </div>
  );
}
