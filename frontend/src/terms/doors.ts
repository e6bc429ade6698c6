import { api } from "../api/client";

export type ReasonedStep = "decline" | "withdraw" | "pause" | "resume" | "end";

/** A step of the contract. Answers once it is taken for good. */
export const takeStep = (room: string, step: ReasonedStep, reason: string) =>
  api.POST(`/api/v1/rooms/{room}/${step}`, { params: { path: { room } }, body: { reason } });

export const acceptTerms = (room: string, version: number) =>
  api.POST("/api/v1/rooms/{room}/terms/{version}/accept", { params: { path: { room, version } } });

export const declineTerms = (room: string, version: number, reason: string) =>
  api.POST("/api/v1/rooms/{room}/terms/{version}/decline", {
    params: { path: { room, version } },
    body: { reason },
  });

export const withdrawTerms = (room: string, version: number) =>
  api.POST("/api/v1/rooms/{room}/terms/{version}/withdraw", { params: { path: { room, version } } });
