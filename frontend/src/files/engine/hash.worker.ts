import { sha256 } from "./sha256";

/** What a page asks of this worker: the hash of a file, or to stop reading it. */
export type Asked = { id: number; blob: Blob } | { id: number; stop: true };
export type Told =
  | { id: number; read: number }
  | { id: number; sha256: string }
  | { id: number; unreadable: true };

const jobs = new Map<number, { aborted: boolean }>();

const tell = (told: Told) => self.postMessage(told);

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  if ("stop" in data) {
    const job = jobs.get(data.id);
    if (job) job.aborted = true;
  } else void read(data.id, data.blob);
};

async function read(id: number, blob: Blob): Promise<void> {
  const job = { aborted: false };
  jobs.set(id, job);
  try {
    const found = await sha256(blob, (bytes) => tell({ id, read: bytes }), job);
    if (!job.aborted) tell({ id, sha256: found });
  } catch {
    tell({ id, unreadable: true });
  } finally {
    jobs.delete(id);
  }
}
