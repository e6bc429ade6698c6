import { answer, api } from "../../api/client";
import type { TimerDoors } from "./asking";

const once = (key: string) => ({ "Idempotency-Key": key });
/** A network that swallows what is sent must not hold up what comes after it. */
const soon = () => AbortSignal.timeout(20_000);

/** The calls of a timer. Refusals are thrown as `ApiError`. */
export const timerDoors: TimerDoors = {
  mine: () => answer(api.GET("/api/v1/me/timer", { signal: soon() })),
  start: (room, body, key) =>
    answer(
      api.POST("/api/v1/rooms/{room}/timer", {
        params: { path: { room } },
        body,
        headers: once(key),
        signal: soon(),
      }),
    ),
  beat: (room, report, body) =>
    answer(
      api.POST("/api/v1/rooms/{room}/timer/{report}/beat", {
        params: { path: { room, report } },
        body,
        signal: soon(),
      }),
    ),
  stop: (room, report, body, key) =>
    answer(
      api.POST("/api/v1/rooms/{room}/timer/{report}/stop", {
        params: { path: { room, report } },
        body,
        headers: once(key),
        signal: soon(),
      }),
    ),
  report: (room, body, key) =>
    answer(
      api.POST("/api/v1/rooms/{room}/reports", {
        params: { path: { room } },
        body,
        headers: once(key),
        signal: soon(),
      }),
    ),
  correct: (room, report, body, key) =>
    answer(
      api.PUT("/api/v1/rooms/{room}/reports/{report}/pieces", {
        params: { path: { room, report } },
        body,
        headers: once(key),
        signal: soon(),
      }),
    ),
};
