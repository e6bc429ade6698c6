import { useRef } from "react";
import { ApiError } from "../api/errors";
import { newKey } from "../api/key";

/**
 * One key for each intent: a second click, or a second try after an answer was lost, does nothing twice. Once there is
 * an answer, a yes or a refusal, the same words are a new intent.
 */
export function useIntent() {
  const kept = useRef<{ body: string; key: string } | null>(null);
  return async <T>(body: unknown, send: (key: string) => Promise<T>): Promise<T> => {
    const text = JSON.stringify(body ?? null);
    if (kept.current?.body !== text) kept.current = { body: text, key: newKey() };
    const { key } = kept.current;
    const settled = () => {
      if (kept.current?.key === key) kept.current = null;
    };
    try {
      const answered = await send(key);
      settled();
      return answered;
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) settled();
      throw error;
    }
  };
}
