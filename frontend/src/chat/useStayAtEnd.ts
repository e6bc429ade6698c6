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

  const settle = useCallback(() => {
    if (scroller && staying.current) scroller.scrollTop = scroller.scrollHeight;
  }, [scroller]);

  useEffect(() => {
    if (!scroller) return;
    let last = scroller.scrollTop;
    const look = () => {
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
      staying.current = atEnd || (staying.current && scrollTop >= last);
      last = scrollTop;
    };
    const frame = new ResizeObserver(settle);
    scroller.addEventListener("scroll", look, { passive: true });
    frame.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", look);
      frame.disconnect();
    };
  }, [scroller, settle]);

  const stay = useCallback(() => {
    staying.current = true;
    settle();
  }, [settle]);

  return { setScroller, settle, stay };
}
