/** What is half written, per person and room, on this device. */
const key = (me: string, room: string) => `collab:draft:${me}:${room}`;

export function draft(me: string, room: string): string {
  return localStorage.getItem(key(me, room)) ?? "";
}

export function keepDraft(me: string, room: string, text: string): void {
  if (text) localStorage.setItem(key(me, room), text);
  else localStorage.removeItem(key(me, room));
}
