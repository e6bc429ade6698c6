// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../api/errors";
import { Outbox, type Written } from "./outbox";

const ROOM = "0192f000-0000-7000-8000-000000000001";

function post(text: string) {
  return { method: "message.post" as const, params: { room: ROOM, text, reply_to: null, files: [] } };
}

/** A tab: what it sent, what it shows, and whether its connection is there. */
class Tab {
  sent: string[] = [];
  /** The files of what was sent last. */
  files: string[] = [];
  shown: Written[] = [];
  online = true;
  refuse: Record<string, ApiError> = {};
  outbox!: Outbox;

  static async open(person = "alice"): Promise<Tab> {
    const tab = new Tab();
    tab.outbox = await Outbox.open(
      person,
      (one) => tab.send(one),
      (all) => (tab.shown = all),
      () => undefined,
    );
    return tab;
  }

  private async send({ id, params }: Written): Promise<{ seq: number }> {
    if (!this.online) throw new ApiError("", "offline", 0);
    const text = "text" in params ? params.text : "";
    const refusal = this.refuse[text];
    if (refusal) throw refusal;
    this.sent.push(text);
    this.files = "files" in params ? params.files : [];
    keys.push(id);
    return { seq: this.sent.length };
  }
}

let keys: string[] = [];
let tabs: Tab[] = [];

async function open(person?: string): Promise<Tab> {
  const tab = await Tab.open(person);
  tabs.push(tab);
  return tab;
}

beforeEach(() => {
  keys = [];
  tabs = [];
});

afterEach(async () => {
  for (const tab of tabs) {
    for (const written of tab.shown) await tab.outbox.discard(written);
    tab.outbox.close();
  }
});

describe("the outbox", () => {
  it("sends what was written while away once, later, in order", async () => {
    const tab = await open();
    tab.online = false;
    for (const text of ["one", "two", "three"]) await tab.outbox.add(post(text));
    await tab.outbox.drain();
    expect(tab.sent).toEqual([]);
    tab.online = true;
    await tab.outbox.drain();
    expect(tab.sent).toEqual(["one", "two", "three"]);
    expect(tab.shown).toEqual([]);
  });

  it("keeps what was written when the tab is closed, with its key", async () => {
    const closed = await open();
    closed.online = false;
    await closed.outbox.add(post("still here"));
    const key = closed.shown[0]?.id;
    closed.shown = [];
    closed.outbox.close();
    const tab = await open();
    await tab.outbox.drain();
    expect(tab.sent).toEqual(["still here"]);
    expect(keys).toEqual([key]);
  });

  it("holds a message back until its files are there, and nothing else", async () => {
    const tab = await open();
    const attached = [
      { upload: "a", name: "a.txt", size: 1 },
      { upload: "b", name: "b.txt", size: 1 },
    ];
    await tab.outbox.add(post("with files"), attached);
    await tab.outbox.add(post("without"));
    await tab.outbox.drain();
    expect(tab.sent).toEqual(["without"]);
    await tab.outbox.arrived("b", "version-b");
    await tab.outbox.arrived("a", "version-a");
    await tab.outbox.drain();
    expect(tab.sent).toEqual(["without", "with files"]);
    expect(tab.files).toEqual(["version-a", "version-b"]);
  });

  it("sends a message without the file that will not come, and not at all when nothing is left", async () => {
    const tab = await open();
    await tab.outbox.add(post("words"), [{ upload: "a", name: "a.txt", size: 1 }]);
    await tab.outbox.add(post(""), [{ upload: "b", name: "b.txt", size: 1 }]);
    await tab.outbox.without("a");
    await tab.outbox.without("b");
    await tab.outbox.drain();
    expect(tab.sent).toEqual(["words"]);
    expect(tab.shown).toEqual([]);
  });

  it("sends from one of two tabs", async () => {
    const [one, other] = [await open(), await open()];
    one.online = other.online = false;
    await one.outbox.add(post("a"));
    await other.outbox.add(post("b"));
    one.online = other.online = true;
    await Promise.all([one.outbox.drain(), other.outbox.drain()]);
    expect([...one.sent, ...other.sent].toSorted()).toEqual(["a", "b"]);
    expect(new Set(keys).size).toBe(2);
  });

  it("shows what was refused and goes on with the rest", async () => {
    const tab = await open();
    tab.refuse.bad = new ApiError("The message is empty.", "message.empty", 422);
    tab.online = false;
    await tab.outbox.add(post("bad"));
    await tab.outbox.add(post("good"));
    tab.online = true;
    await tab.outbox.drain();
    expect(tab.sent).toEqual(["good"]);
    expect(tab.shown.map(({ refused }) => refused?.message)).toEqual(["The message is empty."]);
  });

  it("sends what was refused again under a new key when asked to", async () => {
    const tab = await open();
    tab.refuse.late = new ApiError("The contract is paused.", "room.not_open", 409);
    await tab.outbox.add(post("late"));
    await tab.outbox.drain();
    const refused = tab.shown[0] as Written;
    tab.refuse = {};
    await tab.outbox.retry(refused);
    await tab.outbox.drain();
    expect(tab.sent).toEqual(["late"]);
    expect(keys).not.toContain(refused.id);
  });

  it("waits as long as the server asks, and then keeps the order", async () => {
    const tab = await open();
    tab.refuse.first = new ApiError("Slower, please.", "rate", 429, { retry_after: 0.05 });
    tab.online = false;
    await tab.outbox.add(post("first"));
    await tab.outbox.add(post("second"));
    tab.online = true;
    setTimeout(() => delete tab.refuse.first, 20);
    await tab.outbox.drain();
    expect(tab.sent).toEqual(["first", "second"]);
  });

  it("is another one for another person in the same browser", async () => {
    const alice = await open("alice");
    alice.online = false;
    await alice.outbox.add(post("hers"));
    const bob = await open("bob");
    await bob.outbox.drain();
    expect(bob.sent).toEqual([]);
  });
});
