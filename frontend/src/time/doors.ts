import { answer, api } from "../api/client";
import type {
  BillCardDraft,
  CorrectionDraft,
  Diary,
  Done,
  ManualDone,
  ManualDraft,
  OvertimeDraft,
  PaymentDone,
  TakeBackDraft,
  TimeReport,
  Weeks,
} from "../wire";

const of = (room: string) => ({ path: { room } });
const once = (key: string) => ({ "Idempotency-Key": key });

export type ReportQuery = { by: TimeReport["by"]; first: string; last: string; room?: string };
export type Answer = "accept" | "decline" | "withdraw";

/** Every call about worked time and weekly bills. Refusals are thrown as `ApiError`. */
export const doors = {
  weeks: (room: string): Promise<Weeks> =>
    answer(api.GET("/api/v1/rooms/{room}/weeks", { params: of(room) })),
  diary: (room: string, week: string): Promise<Diary> =>
    answer(api.GET("/api/v1/rooms/{room}/diary", { params: { ...of(room), query: { week } } })),
  correct: (room: string, report: string, body: CorrectionDraft, key: string): Promise<Done> =>
    answer(
      api.PUT("/api/v1/rooms/{room}/reports/{report}/pieces", {
        params: { path: { room, report } },
        body,
        headers: once(key),
      }),
    ),
  addManual: (room: string, body: ManualDraft, key: string): Promise<ManualDone> =>
    answer(api.POST("/api/v1/rooms/{room}/manual-time", { params: of(room), body, headers: once(key) })),
  answerAsk: (room: string, ask: string, how: Answer, key: string): Promise<Done> =>
    answer(
      api.POST(`/api/v1/rooms/{room}/asks/{ask}/${how}`, {
        params: { path: { room, ask } },
        headers: once(key),
      }),
    ),
  acceptOvertime: (room: string, week: string, body: OvertimeDraft, key: string): Promise<Done> =>
    answer(
      api.POST("/api/v1/rooms/{room}/weeks/{week}/overtime", {
        params: { path: { room, week } },
        body,
        headers: once(key),
      }),
    ),
  takeBack: (room: string, week: string, body: TakeBackDraft, key: string): Promise<Done> =>
    answer(
      api.POST("/api/v1/rooms/{room}/weeks/{week}/take-back", {
        params: { path: { room, week } },
        body,
        headers: once(key),
      }),
    ),
  setCard: (room: string, body: BillCardDraft, key: string): Promise<Done> =>
    answer(api.PUT("/api/v1/rooms/{room}/billing-card", { params: of(room), body, headers: once(key) })),
  report: (query: ReportQuery): Promise<TimeReport> =>
    answer(api.GET("/api/v1/time-report", { params: { query } })),
  pay: (room: string, bill: string, body: BillCardDraft, key: string): Promise<PaymentDone> =>
    answer(
      api.POST("/api/v1/rooms/{room}/bills/{bill}/pay", {
        params: { path: { room, bill } },
        body,
        headers: once(key),
      }),
    ),
};

/** Where a report over time can be taken away as a file. */
export function fileOf({ by, first, last, room }: ReportQuery, ending: "csv" | "json" | "pdf"): string {
  const search = new URLSearchParams({ by, first, last, ...(room && { room }) });
  return `/api/v1/time-report${ending === "json" ? "" : `.${ending}`}?${search}`;
}
