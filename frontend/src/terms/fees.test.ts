import { expect, test } from "vitest";
import { exampleHours, fee, split } from "./fees";

const example = {
  id: "example",
  name: "Example",
  freelancer_percent: "10",
  client_percent: "5",
  initiation_fee: 0,
};

test("the two sums that the rules give as a check", () => {
  expect(split(12 * 2222, example)).toMatchObject({
    work: 26664,
    freelancerFee: 2666,
    freelancerGets: 23998,
  });
  expect(split(12 * 2778, example)).toMatchObject({
    work: 33336,
    freelancerFee: 3334,
    freelancerGets: 30002,
  });
});

test("a half cent rounds up, once", () => {
  expect(fee(10, "5")).toBe(1);
  expect(fee(9, "5")).toBe(0);
  expect(fee(20, "2.5")).toBe(1);
  expect(fee(19, "2.50")).toBe(0);
});

test("the client pays the fee on top, the freelancer's comes off", () => {
  expect(split(100_000, example)).toEqual({
    work: 100_000,
    clientFee: 5_000,
    clientPays: 105_000,
    freelancerFee: 10_000,
    freelancerGets: 90_000,
  });
});

test("the example week is the limit, where it is one that people work", () => {
  expect(exampleHours(20)).toBe(20);
  expect(exampleHours(40)).toBe(40);
  expect(exampleHours(168)).toBe(40);
  expect(exampleHours(0)).toBe(40);
});
