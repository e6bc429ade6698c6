import { describe, expect, test } from "vitest";
import { faultsByField, stepAfter } from "./allauth";

describe("the step after an answer", () => {
  test("is in, once authenticated", () => {
    expect(stepAfter({ status: 200, meta: { is_authenticated: true } })).toBe("in");
  });
  test("is to verify the address while that is pending", () => {
    const flows = [{ id: "login" }, { id: "verify_email", is_pending: true }];
    expect(stepAfter({ status: 401, data: { flows } })).toBe("verify");
  });
  test("is the code of the authenticator while that is pending", () => {
    const flows = [{ id: "login" }, { id: "mfa_authenticate", is_pending: true }];
    expect(stepAfter({ status: 401, data: { flows } })).toBe("code");
  });
  test("is out when nothing is pending, or something nobody here knows", () => {
    expect(stepAfter({ status: 401, data: { flows: [{ id: "login" }] } })).toBe("out");
    expect(stepAfter({ status: 401, data: { flows: [{ id: "verify_phone", is_pending: true }] } })).toBe(
      "out",
    );
  });
});

describe("faults", () => {
  test("stand at their field, in our words", () => {
    const errors = [{ code: "incorrect_code", message: "Incorrect code.", param: "code" }];
    expect(faultsByField({ status: 400, errors }, { code: "code" })).toEqual({
      code: "This code is not right. Check it and try again.",
    });
  });
  test("keep the server's words where we have none, and stand above the form where no field is named", () => {
    const errors = [{ code: "never_heard_of", message: "Something else." }];
    expect(faultsByField({ status: 400, errors }, {})).toEqual({ "": "Something else." });
  });
});
