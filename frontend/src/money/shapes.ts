import type { Milestone, Payment, Release, RoomMoney } from "../wire";

export type Due = {
  id: string;
  verb: string;
  subject: string;
  at: string;
  side: "client" | "freelancer" | null;
  sentence: string;
};
export type MilestoneList = { items: Milestone[]; money: RoomMoney; dues: Due[]; seq: number };
export type MilestoneDone = { seq: number; at: string; milestone: Milestone };
export type PaymentDone = { seq: number; at: string; payment: Payment };
export type Card = { id: string; label: string; added_at: string };
export type Balance = { currency: string; pending: number; available: number };
export type Paper = {
  id: string;
  kind: "receipt" | "invoice" | "credit_note";
  number: string;
  issuer: string;
  to: string;
  title: string;
  total: number;
  currency: string;
  at: string;
  path: string;
};
export type Plotted = { at: string; funded: number; released: number; refunded: number };
export type MoneyPage = {
  money: RoomMoney;
  balances: Balance[];
  payments: Payment[];
  releases: Release[];
  papers: Paper[];
  plot: Plotted[];
  seq: number;
};
export type Entry = {
  account: "escrow" | "pending" | "available" | "fees" | "clearing";
  person: string | null;
  minor: number;
  balance: number | null;
};
export type Transfer = {
  id: string;
  at: string;
  cause: string;
  words: string;
  seq: number | null;
  milestone: string | null;
  currency: string;
  entries: Entry[];
};
export type Ledger = { items: Transfer[]; next: string | null };
export type SandboxCard = { number: string; does: string };
export type Waits = {
  room: string;
  room_title: string;
  kind:
    | "terms"
    | "fund"
    | "submit"
    | "review"
    | "less"
    | "change"
    | "cancel"
    | "payment"
    | "submission_changes";
  subject: string | null;
  title: string;
  minor: number | null;
  currency: string | null;
  since: string;
  due: Due | null;
  who: { id: string; name: string; avatar: string | null } | null;
};
export type BonusDraft = { minor: number; card: string; note: string };
export type RefundDraft = { minor: number; reason: string };
export type FundingDraft = { milestones: string[]; card: string | null; minor: number };
export type Funded = { seq: number; at: string; milestones: Milestone[]; payment: Payment | null };
export type Approved = { seq: number; at: string; milestone: Milestone; payment: Payment | null };
export type SubmissionDraft = { message: string; files: string[] };
export type MarkDraft = { item: number; ok: boolean | null; remark: string };
export type ApproveDraft = { note: string; bonus: number; card: string | null };
export type LessDraft = { minor: number; note: string };
export type Done = { seq: number; at: string };
export type Quote = { currency: string; free: number; charged: number; fee: number; total: number };
