import { describe, expect, it } from "vitest";
import { draftOf, EMPTY, faults, leastAmount, merged, valuesOf } from "./draft";
import { milestone } from "./testing";

const rules = { currency: "EUR", digits: 2, least: 500, most: null };
const good = { ...EMPTY, title: "Logo", amount: "500" };

describe("a draft of a milestone", () => {
  it("is sent in minor units, without empty points", () => {
    const items = [
      { key: "1", text: " As SVG " },
      { key: "2", text: " " },
    ];
    expect(draftOf({ ...good, amount: "1,250.50", items, cap: "2", due: "2026-02-01" }, 2)).toEqual({
      title: "Logo",
      description: "",
      minor: 125_050,
      due: "2026-02-01",
      checklist: ["As SVG"],
      revision_cap: 2,
    });
  });

  it("comes back as it was", () => {
    const { checklist: _, ...rest } = milestone("Logo", { minor: 125_050, revision_cap: 2 });
    const values = valuesOf({ ...rest, checklist: ["As SVG"] }, 2);
    expect(draftOf(values, 2)).toMatchObject({
      minor: 125_050,
      checklist: ["As SVG"],
      revision_cap: 2,
      due: null,
    });
  });

  it("takes over what somebody else changed, but for what was changed here", () => {
    const now = { ...good, amount: "400", cap: "2", items: [{ key: "was-0", text: "As SVG" }] };
    expect(merged(good, now, { ...good, title: "Two logos", cap: "3" })).toEqual({
      ...now,
      title: "Two logos",
      cap: "3",
    });
  });

  it("is fit to be sent", () => {
    expect(faults(good, rules)).toEqual({});
  });

  it.each([
    ["title", { title: " " }, rules],
    ["amount", { amount: "" }, rules],
    ["amount", { amount: "12.345" }, rules],
    ["amount", { amount: "-5" }, rules],
    ["amount", { amount: "4.99" }, rules],
    ["amount", { amount: "500.01" }, { ...rules, most: 50_000 }],
    ["cap", { cap: "some" }, rules],
    [
      "items",
      {
        items: [
          { key: "1", text: "A" },
          { key: "2", text: "A " },
        ],
      },
      rules,
    ],
  ] as const)("says what is wrong with its %s", (field, changes, by) => {
    expect(
      Object.keys(faults({ ...good, ...changes, items: [...("items" in changes ? changes.items : [])] }, by)),
    ).toEqual([field]);
  });

  it("takes the least from the policy, in any currency", () => {
    expect(leastAmount("5.00", 2)).toBe(500);
    expect(leastAmount("5.00", 0)).toBe(5);
    expect(leastAmount("5.50", 0)).toBe(6);
    expect(leastAmount("5", 3)).toBe(5000);
  });
});
