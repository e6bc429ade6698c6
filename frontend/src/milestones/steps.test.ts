import { describe, expect, it } from "vitest";
import type { Milestone } from "../wire";
import { openTo, roundsLeft, situation } from "./steps";
import { AT, milestone, room } from "./testing";

const LESS = { minor: 40_000, note: "", by: "alice", at: AT };
const CANCEL = { by: "alice", at: AT, until: AT, reason: "" };
const change = (side: "client" | "freelancer") =>
  ({ side, by: side, at: AT }) as NonNullable<Milestone["change"]>;

const client = room(
  "client",
  "milestone.edit",
  "milestone.drop",
  "milestone.fund",
  "milestone.approve",
  "milestone.request_changes",
  "less.offer",
  "less.withdraw",
  "change.propose",
  "change.accept",
  "change.decline",
  "change.withdraw",
  "cancel.ask",
  "cancel.withdraw",
);
const freelancer = room(
  "freelancer",
  "milestone.edit",
  "milestone.drop",
  "milestone.submit",
  "less.accept",
  "less.decline",
  "change.accept",
  "change.withdraw",
  "milestone.give_back",
  "cancel.grant",
);

describe("the steps that are open to me", () => {
  it("are those of the state that my seat may take", () => {
    expect(openTo(client, milestone("a"))).toEqual(["milestone.edit", "milestone.drop", "milestone.fund"]);
    expect(openTo(freelancer, milestone("a", { state: "funded" }))).toEqual([
      "milestone.submit",
      "milestone.give_back",
    ]);
  });

  it("leave dropping to whoever proposed it", () => {
    expect(openTo(freelancer, milestone("a"))).toEqual(["milestone.edit"]);
  });

  it("are none while it is being paid for", () => {
    expect(openTo(client, milestone("a", { paying: "p" }))).toEqual([]);
  });

  it("ask a question once, and answer only an open one", () => {
    const asked = milestone("a", { state: "submitted", less: LESS });
    expect(openTo(client, asked)).toEqual([
      "milestone.request_changes",
      "milestone.approve",
      "less.withdraw",
    ]);
    expect(openTo(freelancer, asked)).toEqual(["less.accept", "less.decline"]);
    expect(openTo(freelancer, milestone("a", { state: "submitted" }))).toEqual([]);
  });

  it("let the other side decide about a change", () => {
    const funded = milestone("a", { state: "funded", change: change("client") });
    expect(openTo(client, funded)).toEqual(["change.withdraw", "cancel.ask"]);
    expect(openTo(freelancer, funded)).toContain("change.accept");
    expect(openTo(freelancer, funded)).not.toContain("change.withdraw");
  });

  it("end asking for changes at the cap", () => {
    const rounds = [{ state: "changes_requested" }, { state: "waiting" }] as Milestone["submissions"];
    const capped = milestone("a", { state: "submitted", revision_cap: 1, submissions: rounds });
    expect(roundsLeft(capped)).toBe(0);
    expect(openTo(client, capped)).not.toContain("milestone.request_changes");
  });
});

describe("what has to happen next", () => {
  it.each([
    ["fund", {}],
    ["paying", { paying: "p" }],
    ["submit", { state: "funded" }],
    ["cancel", { state: "funded", cancel: CANCEL, change: change("client") }],
    ["change", { state: "changes_requested", change: change("client") }],
    ["changes", { state: "changes_requested" }],
    ["review", { state: "submitted" }],
    ["less", { state: "submitted", less: LESS }],
    [null, { state: "approved" }],
  ] as [string | null, Partial<Milestone>][])("%s", (next, changes) => {
    expect(situation({ ...client, status: "active" }, milestone("a", changes))).toBe(next);
  });

  it.each([
    ["paused", "later", "submit"],
    ["on_hold", "later", "submit"],
    ["ended", "never", "submit"],
  ] as const)("nothing is funded while the contract is %s, and what was goes on", (status, draft, funded) => {
    expect(situation({ ...client, status }, milestone("a"))).toBe(draft);
    expect(situation({ ...client, status }, milestone("a", { state: "funded" }))).toBe(funded);
  });
});
