import { describe, expect, test } from "vitest";
import type { MyBalance } from "../wire";
import { asked, myMoney } from "./mine";

const of = (currency: string, sums: Partial<MyBalance> = {}): MyBalance => ({
  currency,
  escrow: 0,
  pending: 0,
  available: 0,
  ...sums,
});
const ask = (search: string, found: MyBalance[]) => asked(new URLSearchParams(search), found);

describe("what the address asks for", () => {
  test("is what a sum leads to", () => {
    const [, search = ""] = myMoney("available", "USD").split("?");
    const found = [of("EUR", { pending: 5 }), of("USD")];
    expect(ask(search, found)).toEqual({ balances: found, currency: "USD", place: "available" });
  });

  test("is shown as nothing where there is none of it", () => {
    const found = [of("EUR", { pending: 5 })];
    expect(ask("currency=USD&account=pending", found)).toEqual({
      balances: [...found, of("USD")],
      currency: "USD",
      place: "pending",
    });
  });

  test.each(["", "currency=", "currency=usd", "currency=EUROS&account=fees"])(
    "is else the first sum that is not nothing: %s",
    (search) => {
      expect(ask(search, [of("EUR", { pending: 5, available: 7 })])?.place).toBe("pending");
      expect(ask(search, [of("EUR", { escrow: 9, available: 7 })])?.place).toBe("escrow");
      expect(ask(search, [of("EUR")])?.place).toBe("available");
      expect(ask(search, [of("EUR", { available: -5 }), of("USD", { escrow: 7 })])).toMatchObject({
        currency: "EUR",
        place: "available",
      });
      expect(ask(search, [])).toBeNull();
    },
  );
});
