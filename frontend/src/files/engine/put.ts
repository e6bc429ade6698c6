import { ApiError } from "../../api/errors";
import type { SignedRequest } from "../../wire";

/** So long without a byte moving, and the line counts as dead. */
const SILENCE_MS = 60_000;

/**
 * Send bytes straight to storage. `progress` hears how many have left this device.
 *
 * Throws `ApiError`: status 0 where no answer came, else storage's own; or the signal's reason.
 */
export function put(
  { method, url, headers = {} }: SignedRequest,
  body: Blob,
  signal: AbortSignal,
  progress: (bytes: number) => void,
): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const line = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout>;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => line.abort(), SILENCE_MS);
    };
    const stop = () => line.abort();
    const failed = () => reject(signal.aborted ? signal.reason : new ApiError("", "storage.unreachable", 0));
    line.open(method, url);
    // The browser sets the length itself.
    for (const [name, value] of Object.entries(headers))
      if (!/^(content-length|host)$/i.test(name)) line.setRequestHeader(name, value);
    line.upload.onprogress = ({ loaded }) => {
      heard();
      progress(loaded);
    };
    line.onerror = failed;
    line.onabort = failed;
    line.onload = () => (line.status < 300 ? resolve() : reject(refused(line)));
    line.onloadend = () => {
      clearTimeout(silence);
      signal.removeEventListener("abort", stop);
    };
    signal.addEventListener("abort", stop);
    heard();
    line.send(body);
  });
}

/** Storage's own code, such as `AccessDenied`; what it says is for programmers. */
function refused({ status, responseText }: XMLHttpRequest): ApiError {
  const code = /<Code>(\w+)<\/Code>/.exec(responseText)?.[1] ?? "";
  return new ApiError("", `storage.said.${code}`, status);
}
