import type { FileVersion } from "../wire";

/**
 * Where a file on its way is. `waits` for its turn; `retrying` goes on by itself at `again`; `taken`: there is another
 * file of this name, `choose`: this browser lost the bytes, and `failed` wait for the person.
 */
export type Stage =
  | "waits"
  | "hashing"
  | "sending"
  | "finishing"
  | "done"
  | "paused"
  | "retrying"
  | "taken"
  | "choose"
  | "failed";

/**
 * What a file is brought for: a message being written, one that is written, the room's files alone, or work that is
 * to be handed in for a milestone.
 */
export type Place = "draft" | "message" | "shelf" | `submission:${string}`;

/** What lasts over a reload. Sizes are bytes. */
export type Kept = {
  /** This browser's name for it. */
  id: string;
  person: string;
  room: string;
  /** Milliseconds, by this device. */
  at: number;
  name: string;
  size: number;
  type: string;
  note: string;
  versionOf: string | null;
  place: Place;
  /** The idempotency key of its start. */
  key: string;
  paused: boolean;
  /** Of the whole file, once read. */
  sha256: string | null;
  /** The server's id, once started. */
  upload: string | null;
  /** What it became, once finished. */
  version: FileVersion | null;
};

export type Transfer = Kept & {
  stage: Stage;
  /** Bytes read for the hash. */
  hashed: number;
  /** Bytes that storage has, or that are on the line. */
  sent: number;
  /** Bytes per second, over the last seconds. */
  rate: number;
  trouble: { code: string; message: string } | null;
  /** When it is tried again, in milliseconds. */
  again: number | null;
  /** The file was chosen once more: whether it is the same is still to be seen. */
  unproved: boolean;
};

export function blank(kept: Kept): Transfer {
  const stage = kept.version ? "done" : kept.paused ? "paused" : "waits";
  return { ...kept, stage, hashed: 0, sent: 0, rate: 0, trouble: null, again: null, unproved: false };
}

const RUNNING: Stage[] = ["hashing", "sending", "finishing", "retrying"];

/** Whether bytes move, or will without anybody's doing. */
export function isMoving({ stage }: Transfer): boolean {
  return stage === "waits" || RUNNING.includes(stage);
}

/** Whether it stands still until somebody does something. */
export function isStuck({ stage }: Transfer): boolean {
  return ["taken", "choose", "failed"].includes(stage);
}

/** How much of it is done, 0 to 1. Reading it for the hash is a small part of the way. */
export function share({ stage, size, hashed, sent }: Transfer): number {
  if (stage === "done") return 1;
  if (size === 0) return 0;
  return (HASHING * hashed + (1 - HASHING) * sent) / size;
}

const HASHING = 0.1;

export type Overall = { count: number; size: number; sent: number; rate: number; share: number };

/** The sum of several, for one line about all of them. */
export function overall(transfers: Transfer[]): Overall {
  const size = transfers.reduce((sum, one) => sum + one.size, 0);
  const weighed = transfers.reduce((sum, one) => sum + share(one) * one.size, 0);
  return {
    count: transfers.length,
    size,
    sent: transfers.reduce((sum, one) => sum + (one.stage === "done" ? one.size : one.sent), 0),
    rate: transfers.reduce((sum, one) => sum + (one.stage === "sending" ? one.rate : 0), 0),
    share: size ? weighed / size : 0,
  };
}

/** Seconds until the rest is sent at this pace; null while nobody can tell. */
export function secondsLeft({
  size,
  sent,
  rate,
}: {
  size: number;
  sent: number;
  rate: number;
}): number | null {
  return rate > 0 ? Math.max(0, size - sent) / rate : null;
}
