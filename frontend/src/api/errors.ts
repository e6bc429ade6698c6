import type { Problem } from "../wire";

/** A refusal: `code` for programs, `message` is a sentence for people. `status` 0 means: no answer came at all. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryAfter: number | null;
  readonly problem: Problem | null;

  constructor(message: string, code: string, status: number, problem: Problem | null = null) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.retryAfter = problem?.retry_after ?? null;
    this.problem = problem;
  }
}

/** The sentence to show for anything that was thrown. */
export function sentence(error: unknown, otherwise: string): string {
  return error instanceof ApiError && error.message ? error.message : otherwise;
}
