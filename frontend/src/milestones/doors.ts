import { answer, api } from "../api/client";
import type {
  ApproveDraft,
  Approved,
  ChangesDraft,
  Done,
  Funded,
  FundingDraft,
  LessDraft,
  MarkDraft,
  MilestoneDone,
  MilestoneDraft,
  MilestoneEdit,
  MilestoneList,
  SubmissionDraft,
} from "../wire";

const of = (room: string, milestone: string) => ({ path: { room, milestone } });
const once = (key: string) => ({ "Idempotency-Key": key });

/** The steps that need no words. */
export type PlainStep =
  | "less/decline"
  | "less/withdraw"
  | "change/decline"
  | "change/withdraw"
  | "cancel/grant"
  | "cancel/decline"
  | "cancel/withdraw";

/** Every call about milestones. Refusals are thrown as `ApiError`. */
export const doors = {
  list: (room: string): Promise<MilestoneList> =>
    answer(api.GET("/api/v1/rooms/{room}/milestones", { params: { path: { room } } })),
  propose: (room: string, body: MilestoneDraft, key: string): Promise<MilestoneDone> => {
    const params = { path: { room } };
    return answer(api.POST("/api/v1/rooms/{room}/milestones", { params, body, headers: once(key) }));
  },
  edit: (room: string, milestone: string, body: MilestoneEdit, key: string): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    return answer(
      api.PATCH("/api/v1/rooms/{room}/milestones/{milestone}", { params, body, headers: once(key) }),
    );
  },
  drop: (room: string, milestone: string, key: string): Promise<Done> => {
    const params = of(room, milestone);
    return answer(api.DELETE("/api/v1/rooms/{room}/milestones/{milestone}", { params, headers: once(key) }));
  },
  order: (room: string, ids: string[], key: string): Promise<Done> => {
    const params = { path: { room } };
    const headers = once(key);
    return answer(api.PUT("/api/v1/rooms/{room}/milestones/order", { params, body: { ids }, headers }));
  },
  /** What escrow has free is taken first; with enough of it, no payment is needed. */
  fund: (room: string, body: FundingDraft, key: string): Promise<Funded> => {
    const params = { path: { room } };
    return answer(api.POST("/api/v1/rooms/{room}/fundings", { params, body, headers: once(key) }));
  },
  submit: (room: string, milestone: string, body: SubmissionDraft, key: string): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    return answer(
      api.POST("/api/v1/rooms/{room}/milestones/{milestone}/submit", { params, body, headers: once(key) }),
    );
  },
  mark: (room: string, milestone: string, body: MarkDraft, key: string): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    return answer(
      api.PUT("/api/v1/rooms/{room}/milestones/{milestone}/marks", { params, body, headers: once(key) }),
    );
  },
  requestChanges: (
    room: string,
    milestone: string,
    body: ChangesDraft,
    key: string,
  ): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    const path = "/api/v1/rooms/{room}/milestones/{milestone}/request-changes";
    return answer(api.POST(path, { params, body, headers: once(key) }));
  },
  approve: (room: string, milestone: string, body: ApproveDraft, key: string): Promise<Approved> => {
    const params = of(room, milestone);
    return answer(
      api.POST("/api/v1/rooms/{room}/milestones/{milestone}/approve", { params, body, headers: once(key) }),
    );
  },
  offerLess: (room: string, milestone: string, body: LessDraft, key: string): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    return answer(
      api.POST("/api/v1/rooms/{room}/milestones/{milestone}/less", { params, body, headers: once(key) }),
    );
  },
  proposeChange: (
    room: string,
    milestone: string,
    body: MilestoneDraft,
    key: string,
  ): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    return answer(
      api.POST("/api/v1/rooms/{room}/milestones/{milestone}/change", { params, body, headers: once(key) }),
    );
  },
  giveBack: (room: string, milestone: string, reason: string, key: string): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    const path = "/api/v1/rooms/{room}/milestones/{milestone}/give-back";
    return answer(api.POST(path, { params, body: { reason }, headers: once(key) }));
  },
  askCancel: (room: string, milestone: string, reason: string, key: string): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    const path = "/api/v1/rooms/{room}/milestones/{milestone}/cancel";
    return answer(api.POST(path, { params, body: { reason }, headers: once(key) }));
  },
  /** `minor` is what was offered: nobody agrees to something they have not seen. */
  acceptLess: (room: string, milestone: string, minor: number, key: string): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    const path = "/api/v1/rooms/{room}/milestones/{milestone}/less/accept";
    return answer(api.POST(path, { params, body: { minor }, headers: once(key) }));
  },
  /** `id` is the change that was seen. */
  acceptChange: (room: string, milestone: string, id: string, key: string): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    const path = "/api/v1/rooms/{room}/milestones/{milestone}/change/accept";
    return answer(api.POST(path, { params, body: { id }, headers: once(key) }));
  },
  take: (room: string, milestone: string, step: PlainStep, key: string): Promise<MilestoneDone> => {
    const params = of(room, milestone);
    const path = `/api/v1/rooms/{room}/milestones/{milestone}/${step}` as const;
    return answer(api.POST(path, { params, headers: once(key) }));
  },
};
