import type { Piece } from "../wire";

/** Corrections take away, or say otherwise what was done: each piece stays within what it was. */

export function edited(pieces: Piece[], index: number, piece: Piece): Piece[] {
  return pieces.map((one, i) => (i === index ? piece : one));
}

export function deleted(pieces: Piece[], index: number): Piece[] {
  return pieces.filter((_, i) => i !== index);
}

/** Two pieces in place of one, parted at `at`. */
export function split(pieces: Piece[], index: number, at: string, memos: [string, string]): Piece[] {
  return pieces.flatMap((piece, i) =>
    i === index
      ? [
          { ...piece, end: at, memo: memos[0] },
          { ...piece, start: at, memo: memos[1] },
        ]
      : [piece],
  );
}

/** An instant as the wire has it: whole seconds. */
export function wireAt(at: number): string {
  return new Date(Math.round(at / 1000) * 1000).toISOString().replace(".000Z", "Z");
}

export type Fault = "none" | "order" | "outside" | "week" | "memo";

/** Why an edit cannot be sent; null where it can. `start` and `end` are null where the fields say no instant. */
export function faultOfEdit(piece: Piece, start: number | null, end: number | null): Fault | null {
  if (start === null || end === null) return "none";
  if (start >= end) return "order";
  if (start < Date.parse(piece.start) || end > Date.parse(piece.end)) return "outside";
  return null;
}

/** Why time by hand cannot be sent: only weeks that are open, from the instant `from` on, take it. Whether it is over already, the server's clock tells. */
export function faultOfManual(start: number | null, end: number | null, from: number): Fault | null {
  if (start === null || end === null) return "none";
  if (start >= end) return "order";
  if (start < from) return "week";
  return null;
}

/** Why a report cannot be parted there. */
export function faultOfSplit(piece: Piece, at: number | null): Fault | null {
  if (at === null) return "none";
  if (at <= Date.parse(piece.start) || at >= Date.parse(piece.end)) return "outside";
  return null;
}
