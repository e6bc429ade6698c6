import type { Problem } from "../wire";

/** A refusal: `code` for programs, `message` is a sentence for people. `status` 0 means: no answer came at all. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** Seconds, where waiting helps. */
  readonly retryAfter: number | null;
  /** For invalid input: where and what. */
  readonly errors: Problem["errors"];

  constructor(
    message: string,
    code: string,
    status: number,
    more: { retry_after?: number | null; errors?: Problem["errors"] } = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.retryAfter = more.retry_after ?? null;
    this.errors = more.errors ?? [];
  }
}

/** The sentence to show for anything that was thrown. */
export function sentence(error: unknown, otherwise: string): string {
  return error instanceof ApiError && error.message ? error.message : otherwise;
}
