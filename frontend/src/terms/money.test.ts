import { describe, expect, test } from "vitest";
import { digitsOf, majorUnits, parseMoney, writeMoney } from "./money";

describe("typing money", () => {
  test.each([
    ["12", 1200],
    ["12.5", 1250],
    ["12,50", 1250],
    [" 1 234.56 ", 123456],
    ["1,234.56", 123456],
    ["1.234,56", 123456],
    ["1'234", 123400],
    ["0.29", 29],
    ["90071992547409.91", Number.MAX_SAFE_INTEGER],
  ])("%s is %i cents", (text, minor) => {
    expect(parseMoney(text, 2)).toBe(minor);
  });

  test.each(["", "abc", "-5", "1.2.3", "12.345", "1e3", "1,23,456", ".50", "5.", "90071992547409.92"])(
    "%s is no amount",
    (text) => {
      expect(parseMoney(text, 2)).toBeNull();
    },
  );

  test("three digits after one point or comma may be thousands or a slip, and are asked about", () => {
    expect(parseMoney("1.234", 2)).toBeNull();
    expect(parseMoney("1,234", 2)).toBeNull();
    expect(parseMoney("1,234,567", 2)).toBe(123456700);
  });

  test("yen have no part", () => {
    expect(parseMoney("1500", 0)).toBe(1500);
    expect(parseMoney("1,500", 0)).toBe(1500);
    expect(parseMoney("1.500.000", 0)).toBe(1500000);
    expect(parseMoney("1500.5", 0)).toBeNull();
  });
});

describe("showing money", () => {
  test("puts back what was typed", () => {
    for (const minor of [0, 1, 29, 100, 123456]) expect(parseMoney(majorUnits(minor, 2), 2)).toBe(minor);
    expect(majorUnits(1500, 0)).toBe("1500");
    expect(majorUnits(-5, 2)).toBe("-0.05");
  });
  test("loses no cent of a large sum", () => {
    expect(writeMoney(Number.MAX_SAFE_INTEGER, "USD", 2, "en")).toBe("$90,071,992,547,409.91");
  });
});

test.each([
  ["JPY", 0],
  ["EUR", 2],
  ["KWD", 3],
  ["XYZ", 2],
])("%s has %i digits before the server has told them", (currency, digits) => {
  expect(digitsOf(currency, {})).toBe(digits);
  expect(digitsOf(currency, { [currency]: 1 })).toBe(1);
});
