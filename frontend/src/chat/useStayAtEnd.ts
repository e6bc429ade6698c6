import { useCallback, useEffect, useRef, useState } from "react";

/** This close to the end counts as there. */
const NEAR_PX = 40;

/**
 * Keeps the end of a list in view while its rows find their height and its window changes (a banner, a keyboard, a
 * growing field), until somebody scrolls up.
 */
export function useStayAtEnd(fromTheEnd: boolean) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const staying = useRef(fromTheEnd);
  const last = useRef(0);

  /** Only a person scrolls up: growing rows and a shrinking window leave the place as it is, or move it down. */
  const look = useCallback(() => {
    if (!scroller) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    staying.current = atEnd || (staying.current && scrollTop >= last.current);
    last.current = scrollTop;
  }, [scroller]);

  const settle = useCallback(() => {
    look();
    if (scroller && staying.current) scroller.scrollTop = scroller.scrollHeight;
  }, [scroller, look]);

  useEffect(() => {
    if (!scroller) return;
    const frame = new ResizeObserver(settle);
    scroller.addEventListener("scroll", look, { passive: true });
    scroller.addEventListener("scrollend", settle);
    frame.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", look);
      scroller.removeEventListener("scrollend", settle);
      frame.disconnect();
    };
  }, [scroller, settle, look]);

  const stay = useCallback(() => {
    staying.current = true;
    last.current = 0;
    settle();
  }, [settle]);

  return { setScroller, settle, stay };
}
