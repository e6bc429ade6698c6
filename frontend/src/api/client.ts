import createClient, { type Middleware } from "openapi-fetch";
import i18n from "../app/i18n";
import type { Problem, paths } from "../wire";
import { ApiError } from "./errors";
import { newKey } from "./key";

/** The token that Django expects back in a header of whatever changes something. */
export function csrfToken(): string {
  return /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

const headers: Middleware = {
  onRequest({ request }) {
    if (request.method === "GET") return;
    request.headers.set("X-CSRFToken", csrfToken());
    if (!request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", newKey());
    return request;
  },
};

const errors: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await refusal(response);
  },
  onError() {
    return new ApiError(i18n.t("app:error.offline"), "offline", 0);
  },
};

/** Problem details as an error; a proxy's page in between still gives a sentence. */
export async function refusal(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => null)) as Problem | null;
  if (problem?.detail) return new ApiError(problem.detail, problem.code, response.status, problem);
  return new ApiError(i18n.t("app:error.server", { status: response.status }), "server", response.status);
}

const client = createClient<paths>({ baseUrl: window.location.origin });
client.use(headers, errors);

/** The doors of /api/v1, typed by wire.ts. Whatever is not a success is thrown as an `ApiError`. */
export const api = client;

/** What was answered, of a call that throws when refused: `const room = await answer(api.GET(…))`. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}
