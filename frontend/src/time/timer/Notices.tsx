import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { useNoticeWords } from "./noticeWords";
import { useTimer, useTimers } from "./timers";

/** What the person has to be told about their time, in every tab, until it was read in one of them. */
export function Notices() {
  const { tracker } = useTimers();
  const notices = useTimer((shown) => shown.notices);
  const words = useNoticeWords();
  const shown = useRef(new Map<string, string>());
  useEffect(() => {
    for (const [id] of shown.current) {
      if (notices.some((notice) => notice.id === id)) continue;
      notifications.hide(id);
      shown.current.delete(id);
    }
    for (const notice of notices) {
      const { title, message, color } = words(notice);
      if (shown.current.get(notice.id) === message) continue;
      const isNew = !shown.current.has(notice.id);
      const onClose = () => void tracker.dismiss(notice.id);
      const what = { id: notice.id, title, message, color, autoClose: false as const, onClose };
      if (isNew) notifications.show(what);
      else notifications.update(what);
      shown.current.set(notice.id, message);
    }
  }, [notices, words, tracker]);
  return null;
}
