import type { Tracker } from "./Tracker";

/** What tells that somebody is at this page. */
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Chromium's, which sees the whole computer where the person allowed it. */
type Detector = EventTarget & {
  userState: "active" | "idle" | null;
  start: (how: { threshold: number; signal: AbortSignal }) => Promise<void>;
};
type DetectorClass = { new (): Detector; requestPermission: () => Promise<PermissionState> };

const LEAST_MS = 60_000;
const LOOK_MS = 20_000;

function detectors(): DetectorClass | undefined {
  return (window as { IdleDetector?: DetectorClass }).IdleDetector;
}

/** Tell the tracker of every sign of somebody being here. → stops */
export function watchPage(tracker: Tracker): () => void {
  const gone = new AbortController();
  const touch = () => tracker.touch();
  for (const sign of SIGNS)
    window.addEventListener(sign, touch, { passive: true, capture: true, signal: gone.signal });
  void isMachineWatched().then(async (yes) => {
    if (yes && !gone.signal.aborted) await watchMachine(tracker, gone.signal);
  });
  return () => gone.abort();
}

/** Whether this browser could see input in other windows, if it were allowed to. */
export function canWatchMachine(): boolean {
  return detectors() !== undefined;
}

export async function isMachineWatched(): Promise<boolean> {
  if (!detectors()) return false;
  const name = "idle-detection" as PermissionName;
  const permission = await navigator.permissions.query({ name }).catch(() => null);
  return permission?.state === "granted";
}

/** Ask the person. Only in answer to a click. → whether they allow it */
export async function askToWatchMachine(tracker: Tracker): Promise<boolean> {
  if (
    (await detectors()
      ?.requestPermission()
      .catch(() => "denied")) !== "granted"
  )
    return false;
  await watchMachine(tracker, new AbortController().signal);
  return true;
}

async function watchMachine(tracker: Tracker, signal: AbortSignal): Promise<void> {
  const Made = detectors();
  if (!Made) return;
  const detector = new Made();
  const look = () => detector.userState === "active" && tracker.touch();
  try {
    await detector.start({ threshold: LEAST_MS, signal });
  } catch {
    // Not allowed after all: this page's own signs remain.
    return;
  }
  detector.addEventListener("change", look, { signal });
  const timer = setInterval(look, LOOK_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
}
