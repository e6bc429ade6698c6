import { ActionIcon, CloseButton, Textarea } from "@mantine/core";
import { IconCheck, IconSend2 } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../live/LiveProvider";
import type { Message } from "../wire";
import classes from "./chat.module.css";
import { draft, keepDraft } from "./drafts";

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
    if (!words || words.length > TEXT_CHARS) return;
    if (mode.kind === "edit") {
      if (words !== mode.message.text)
        void session.write({ method: "message.edit", params: { room, seq: mode.message.seq, text: words } });
    } else {
      const reply_to = mode.kind === "reply" ? mode.to.seq : null;
      void session.write({ method: "message.post", params: { room, text: words, reply_to, files: [] } });
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
  const left = TEXT_CHARS - text.trim().length;
  return (
    <div className={classes.composer}>
      {mode.kind !== "new" && <ModeBar mode={mode} onCancel={() => onMode({ kind: "new" })} />}
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
        autosize
        minRows={1}
        maxRows={8}
        size="md"
        dir="auto"
        error={left < NEAR && t("composer.left", { count: left })}
        rightSectionWidth={48}
        rightSection={
          <ActionIcon
            variant="filled"
            size="lg"
            aria-label={editing ? t("composer.save") : t("composer.send")}
            disabled={!text.trim() || left < 0}
            onClick={send}
          >
            {editing ? <IconCheck size={18} aria-hidden /> : <IconSend2 size={18} aria-hidden />}
          </ActionIcon>
        }
      />
    </div>
  );
}

function ModeBar({ mode, onCancel }: { mode: Exclude<Mode, { kind: "new" }>; onCancel: () => void }) {
  const { t } = useTranslation("chat");
  const title = mode.kind === "edit" ? t("composer.editing") : t("replyTo", { name: mode.name });
  const text = mode.kind === "edit" ? mode.message.text : mode.to.text;
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
