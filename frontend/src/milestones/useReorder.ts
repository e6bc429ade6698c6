import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from "react";
import { type Box, landing, shift } from "./order";

type Drag = { from: number; to: number; dy: number; step: number };

/**
 * Moves rows of a list by drag or by keyboard. While one is dragged the others give way; nothing moves in the document
 * until it is dropped. `onMove` hears where it came from and where it goes.
 */
export function useReorder(list: RefObject<HTMLElement | null>, onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);

  const grab = (from: number) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || !list.current) return;
    event.preventDefault();
    const boxes: Box[] = [...list.current.children].map((row) => row.getBoundingClientRect());
    const step = (boxes[from]?.height ?? 0) + gapOf(boxes);
    const handle = event.currentTarget;
    const startY = event.clientY;
    let to = from;
    const move = ({ clientY }: globalThis.PointerEvent) => {
      const dy = clientY - startY;
      to = landing(boxes, from, dy);
      setDrag({ from, to, dy, step });
    };
    const end = (dropped: boolean) => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", drop);
      handle.removeEventListener("pointercancel", cancel);
      window.removeEventListener("keydown", leave);
      setDrag(null);
      if (dropped && to !== from) onMove(from, to);
    };
    const drop = () => end(true);
    const cancel = () => end(false);
    const leave = ({ key }: globalThis.KeyboardEvent) => key === "Escape" && end(false);
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", leave);
    setDrag({ from, to: from, dy: 0, step });
  };

  const keys = (from: number, count: number) => (event: KeyboardEvent) => {
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to >= 0 && to < count && to !== from) onMove(from, to);
  };

  const style = (i: number) => {
    if (!drag) return undefined;
    const dy = i === drag.from ? drag.dy : shift(i, drag.from, drag.to, drag.step);
    return { transform: `translateY(${dy}px)` };
  };
  return { grab, keys, style, dragged: drag?.from ?? null };
}

function gapOf([first, second]: Box[]): number {
  return first && second ? second.top - first.top - first.height : 0;
}
