import { File as NodeFile } from "node:buffer";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FileVersion } from "../wire";
import { Desk } from "./Desk";
import { Network } from "./testing";

// The API's client keeps the `fetch` that it finds when it is loaded.
const line = vi.hoisted(() => {
  const line = { network: null as { fetch: (request: Request) => Promise<Response> } | null };
  globalThis.fetch = ((request: Request) => line.network?.fetch(request)) as typeof fetch;
  return line;
});

const file = (name: string, text: string) =>
  new NodeFile([text], name, { type: "text/plain" }) as unknown as File;
const LONG = "0123456789".repeat(10);

describe("a desk", () => {
  let network: Network;
  let desk: Desk;
  let arrived: [string, FileVersion | null][];
  let people = 0;

  const open = (person = `person-${people}`) =>
    new Desk(person, async (id, version) => {
      arrived.push([id, version]);
    });
  const one = () => Object.values(desk.store.getState())[0];
  const stage = (wanted: string) => vi.waitFor(() => expect(one()?.stage).toBe(wanted), 10_000);
  const bring = (text = LONG, name = "plan.txt", place: "draft" | "shelf" = "draft") =>
    desk.add("r", [file(name, text)], { place });

  const meet = (fresh: Network) => {
    network = fresh;
    line.network = fresh;
    vi.stubGlobal("XMLHttpRequest", fresh.request_class());
  };

  beforeEach(() => {
    people++;
    arrived = [];
    meet(new Network(30));
    desk = open();
  });

  afterEach(() => {
    desk.stop();
    vi.unstubAllGlobals();
  });

  it("sends a small file in one piece", async () => {
    bring("hello");
    await stage("done");
    expect(network.bytesOf("plan.txt")).toBe("hello");
    expect(network.sent).toHaveLength(1);
    expect(one()).toMatchObject({ sent: 5, version: { id: "v-u1" } });
  });

  it("sends an empty file", async () => {
    bring("");
    await stage("done");
    expect(network.sent).toHaveLength(1);
  });

  it("sends a large file in parts, several at a time, every byte in its place", async () => {
    meet(new Network(7));
    bring();
    await stage("done");
    expect(network.bytesOf("plan.txt")).toBe(LONG);
    expect(network.sent).toHaveLength(15);
    expect(network.most).toBe(3);
  });

  it("keeps what belongs to a message being written, and forgets what is only for the room", async () => {
    bring("hello", "room.txt", "shelf");
    await vi.waitFor(() => expect(arrived).toHaveLength(1));
    await vi.waitFor(() => expect(desk.store.getState()).toEqual({}));
    const [id = ""] = bring("words");
    await stage("done");
    expect(arrived).toHaveLength(1);
    await desk.attach([id]);
    expect(arrived[1]).toMatchObject([id, { id: "v-u2" }]);
    expect(desk.store.getState()).toEqual({});
  });

  it("waits for the network, and sends only what is not there yet", async () => {
    network.cutAfter = 2;
    bring();
    await stage("retrying");
    expect(one()?.again).toBeGreaterThan(Date.now() - 1_000);
    network.mend();
    await stage("done");
    expect(network.bytesOf("plan.txt")).toBe(LONG);
    expect(network.sent).toHaveLength(4);
  });

  it("has a signature renewed that has run out", async () => {
    network.refusals = [{ status: 403, code: "AccessDenied" }];
    bring();
    await stage("done");
    expect(network.asked.filter((asked) => asked.endsWith("/parts"))).toHaveLength(2);
  });

  it("says so when storage goes on refusing, and tries again when asked to", async () => {
    network.refusals = Array(8).fill({ status: 403, code: "SignatureDoesNotMatch" });
    const [id = ""] = bring("hello");
    await stage("failed");
    expect(one()?.trouble?.code).toBe("storage.said.SignatureDoesNotMatch");
    network.refusals = [];
    await desk.resume(id);
    await stage("done");
  });

  it("stops where it is told to and goes on from there", async () => {
    meet(new Network(10));
    let release = () => {};
    network.held = new Promise((done) => (release = done));
    const [id = ""] = bring();
    await vi.waitFor(() => expect(network.most).toBeGreaterThan(0));
    await desk.pause(id);
    expect(one()?.stage).toBe("paused");
    release();
    network.held = null;
    await desk.resume(id);
    await stage("done");
    expect(network.bytesOf("plan.txt")).toBe(LONG);
    expect(network.asked).toContain("GET /uploads/u1");
  });

  it("gives up what is cancelled, here and on the server", async () => {
    network.held = new Promise(() => {});
    const [id = ""] = bring();
    await vi.waitFor(() => expect(network.most).toBeGreaterThan(0));
    await desk.cancel(id);
    expect(desk.store.getState()).toEqual({});
    expect(network.asked).toContain("DELETE /uploads/u1");
    expect(arrived).toEqual([[id, null]]);
  });

  it("asks what to do when the name is taken", async () => {
    network.taken.set("plan.txt", "f");
    const [id = ""] = bring("hello");
    await stage("taken");
    await desk.again(id, { versionOf: "f" });
    await stage("done");
    expect(network.uploads.get("u1")?.draft.version_of).toBe("f");
  });

  it("sends three files at a time, and the others in their turn", async () => {
    let release = () => {};
    network.held = new Promise((done) => (release = done));
    desk.add(
      "r",
      ["a", "b", "c", "d"].map((name) => file(name, name)),
      { place: "draft" },
    );
    const stages = () => Object.values(desk.store.getState()).map((each) => each.stage);
    await vi.waitFor(() => expect(network.most).toBe(3));
    expect(stages().filter((each) => each === "waits")).toHaveLength(1);
    release();
    await vi.waitFor(() => expect(stages()).toEqual(["done", "done", "done", "done"]));
  });

  it("goes on after a reload where it was", async () => {
    network.cutAfter = 2;
    bring();
    await stage("retrying");
    desk.stop();
    network.mend();
    desk = open();
    await desk.start();
    await stage("done");
    expect(network.bytesOf("plan.txt")).toBe(LONG);
    expect([...network.uploads.keys()]).toEqual(["u1"]);
    expect(network.sent).toHaveLength(4);
  });

  it("finds out after a reload what was finished meanwhile", async () => {
    const [id = ""] = bring("hello");
    await stage("done");
    desk.stop();
    desk = open();
    await desk.start();
    expect(one()).toMatchObject({ id, stage: "done", version: { id: "v-u1" } });
  });

  it("finds what another browser began and left, and goes on with it when given the file", async () => {
    network.at = "2026-01-05T10:00:00Z";
    network.cutAfter = 2;
    bring();
    await stage("retrying");
    desk.stop();
    network.mend();
    desk = open("alice");
    await desk.find("r");
    expect(one()).toMatchObject({ stage: "choose", name: "plan.txt", upload: "u1" });
    await desk.give("u1", file("plan.txt", LONG));
    await vi.waitFor(() => expect(arrived).toMatchObject([["u1", { id: "v-u1" }]]));
    expect(network.sent).toHaveLength(4);
  });

  it("leaves alone what another browser may be sending right now", async () => {
    network.cutAfter = 2;
    bring();
    await stage("retrying");
    desk.stop();
    desk = open("alice");
    await desk.find("r");
    expect(desk.store.getState()).toEqual({});
  });

  it("takes only the same file for one that this browser lost", async () => {
    network.cutAfter = 1;
    const [id = ""] = bring();
    await stage("retrying");
    await desk.pause(id);
    network.mend();
    await desk.give(id, file("plan.txt", LONG.replace("0", "x")));
    await stage("choose");
    expect(one()?.trouble?.code).toBe("file.another");
    await desk.give(id, file("plan.txt", LONG));
    await stage("done");
    expect(network.bytesOf("plan.txt")).toBe(LONG);
  });
});
