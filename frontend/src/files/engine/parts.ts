import type { SignedRequest, UploadPlan } from "../../wire";

/** Parts on the line at a time: one stalls less than it costs when several share a slow one. */
const LANES = 3;
/** Asked for together. Few, so that the first leave while the next are still being read. */
const SIGNED_TOGETHER = 4;

export type Part = { number: number; from: number; to: number };

/** The parts of a file of `size` bytes that storage does not have yet. */
export function missing(size: number, partSize: number, there: UploadPlan["there"]): Part[] {
  const done = new Set(there.map(({ number }) => number));
  const count = Math.ceil(size / partSize);
  return Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    from: i * partSize,
    to: Math.min(size, (i + 1) * partSize),
  })).filter(({ number }) => !done.has(number));
}

/** Hash and sign these parts. → part number to signed request */
export type Sign = (parts: Part[]) => Promise<Map<number, SignedRequest>>;

type Signed = { part: Part; request: SignedRequest };

/** Send all parts, several at a time, each signed shortly before its turn. The first failure ends all lanes. */
export async function sendParts(
  parts: Part[],
  sign: Sign,
  send: (part: Part, request: SignedRequest) => Promise<void>,
): Promise<void> {
  const left = [...parts];
  const ready: Signed[] = [];
  let signing: Promise<void> = Promise.resolve();
  let failed = false;

  const signSome = async () => {
    if (ready.length || !left.length) return;
    const some = left.splice(0, SIGNED_TOGETHER);
    const requests = await sign(some);
    for (const part of some) ready.push({ part, request: requests.get(part.number) as SignedRequest });
  };
  const lane = async () => {
    while (!failed) {
      signing = signing.then(signSome);
      await signing;
      const next = ready.shift();
      if (next) await send(next.part, next.request);
      else if (!left.length) return;
    }
  };
  const lanes = Array.from({ length: LANES }, () =>
    lane().catch((error) => {
      failed = true;
      throw error;
    }),
  );
  await Promise.all(lanes);
}
