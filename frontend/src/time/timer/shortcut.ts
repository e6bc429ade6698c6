/** As it is shown. */
export const KEYS = ["Alt", "W"] as const;

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** Whether this key starts or stops the timer. With Alt a Mac writes signs, so there it is left alone in fields. */
export function isShortcut(event: KeyboardEvent, mac = isMac()): boolean {
  const { altKey, ctrlKey, metaKey, shiftKey, repeat, key, code, target } = event;
  if (!altKey || ctrlKey || metaKey || shiftKey || repeat) return false;
  return mac ? code === "KeyW" && !isField(target) : key.toLowerCase() === "w";
}
