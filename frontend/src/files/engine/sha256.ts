import { createSHA256 } from "hash-wasm";

const CHUNK = 4 * 1024 * 1024;

/** The bytes cannot be read: the file was changed, moved or deleted since it was chosen. */
export class Unreadable extends Error {
  readonly code = "file.unreadable";
}

/** What was chosen once more is not the file that was begun. */
export class Another extends Error {
  readonly code = "file.another";
}

/** SHA-256 of a file of any size, in lower-case hexadecimal; `progress` hears how many bytes were read. */
export async function sha256(
  blob: Blob,
  progress: (bytes: number) => void,
  signal?: { readonly aborted: boolean },
): Promise<string> {
  const hash = await createSHA256();
  hash.init();
  for (let at = 0; at < blob.size && !signal?.aborted; at += CHUNK) {
    const chunk = blob.slice(at, at + CHUNK);
    const bytes = await chunk.arrayBuffer().catch(() => {
      throw new Unreadable();
    });
    hash.update(new Uint8Array(bytes));
    progress(at + chunk.size);
  }
  return hash.digest("hex");
}
