import { csrfToken, refusal } from "../api/client";
import { ApiError } from "../api/errors";
import i18n from "../app/i18n";

const BASE = "/_allauth/browser/v1/";

/** What is wrong with one field, or with the whole where `param` is absent. */
export interface Fault {
  code: string;
  message: string;
  param?: string;
}

interface Flow {
  id: string;
  is_pending?: boolean;
}

/** django-allauth's envelope. 401 is no error there: it tells the steps that are left. */
export interface Answer<D = unknown> {
  status: number;
  data?: D & { flows?: Flow[] };
  meta?: { is_authenticated?: boolean; secret?: string; totp_url?: string };
  errors?: Fault[];
}

type Method = "GET" | "POST" | "DELETE";

/**
 * One call of the headless API (its paths: `auth/login`, `account/password/change`, …).
 * Throws `ApiError` when no usable answer came: no network, a broken server, too many tries.
 */
export async function allauth<D>(
  method: Method,
  path: string,
  body?: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Answer<D>> {
  // Django hands out its token with the first answer; a form can be sent before any was asked for.
  if (method !== "GET" && !csrfToken()) await send("GET", "auth/session", undefined, {});
  const response = await send(method, path, body, headers);
  if (response.status === 429) throw new ApiError(i18n.t("accounts:error.tooMany"), "too_many", 429);
  if (response.status >= 500 || response.status === 403) throw await refusal(response);
  return (await response.json()) as Answer<D>;
}

async function send(
  method: Method,
  path: string,
  body: Record<string, unknown> | undefined,
  headers: Record<string, string>,
): Promise<Response> {
  const sent = {
    method,
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  };
  return fetch(BASE + path, sent).catch(() => {
    throw new ApiError(i18n.t("app:error.offline"), "offline", 0);
  });
}

/** Where somebody stands on the way in. */
export type Step = "in" | "verify" | "code" | "out";

const STEP_OF_FLOW: Record<string, Step> = { verify_email: "verify", mfa_authenticate: "code" };

export function stepAfter(answer: Answer): Step {
  if (answer.meta?.is_authenticated || answer.status === 200) return "in";
  const pending = answer.data?.flows?.find((flow) => flow.is_pending);
  return (pending && STEP_OF_FLOW[pending.id]) ?? "out";
}

/** Faults by field, in our words where we have them. What names no field of the form stands under `""`. */
export function faultsByField(answer: Answer, fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    (answer.errors ?? []).map((fault) => [(fault.param && fields[fault.param]) ?? "", words(fault)]),
  );
}

function words(fault: Fault): string {
  const key = `accounts:fault.${fault.code}`;
  return i18n.exists(key) ? i18n.t(key as "accounts:fault.required") : fault.message;
}
