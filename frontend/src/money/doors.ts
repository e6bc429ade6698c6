import { answer, api } from "../api/client";
import type {
  BonusDraft,
  Card,
  Done,
  EscrowPage,
  HeldThen,
  Ledger,
  MoneyPage,
  MyBalance,
  MyLedger,
  Paper,
  Payment,
  PaymentDone,
  Quote,
  RefundDraft,
  Release,
  SandboxCard,
} from "../wire";
import type { MyAccount } from "./mine";
import type { Only } from "./only";

/** What the money page shows the newest of. */
export type Lists = { payments: Payment; releases: Release; papers: Paper };
/** One page of a list, and the cursor of the next. */
export type Page<T> = { items: T[]; next?: string | null };
/** More than the money page holds, so that the first page has something older. */
const AT_ONCE = 100;

const of = (room: string) => ({ path: { room } });
const page = (room: string, cursor?: string) => ({
  params: { ...of(room), query: { cursor, limit: AT_ONCE } },
});
const once = (key: string) => ({ "Idempotency-Key": key });

/** Page by page, all of what the money page shows the newest of. */
export const lists: { [L in keyof Lists]: (room: string, cursor?: string) => Promise<Page<Lists[L]>> } = {
  payments: (room, cursor) => answer(api.GET("/api/v1/rooms/{room}/payments", page(room, cursor))),
  releases: (room, cursor) => answer(api.GET("/api/v1/rooms/{room}/releases", page(room, cursor))),
  papers: (room, cursor) => answer(api.GET("/api/v1/rooms/{room}/papers", page(room, cursor))),
};

/** Every other call about money. Refusals are thrown as `ApiError`. */
export const doors = {
  page: (room: string): Promise<MoneyPage> =>
    answer(api.GET("/api/v1/rooms/{room}/money", { params: of(room) })),
  ledger: (room: string, only: Only | null, cursor?: string): Promise<Ledger> =>
    answer(api.GET("/api/v1/rooms/{room}/ledger", { params: { ...of(room), query: { cursor, ...only } } })),
  held: (room: string, at: string): Promise<HeldThen> =>
    answer(api.GET("/api/v1/rooms/{room}/balances", { params: { ...of(room), query: { at } } })),
  quote: (room: string, minor: number, kind: "funding" | "bonus"): Promise<Quote> =>
    answer(api.GET("/api/v1/rooms/{room}/quote", { params: { ...of(room), query: { minor, kind } } })),
  confirm: (room: string, payment: string, key: string): Promise<PaymentDone> =>
    answer(
      api.POST("/api/v1/rooms/{room}/payments/{payment}/confirm", {
        params: { path: { room, payment } },
        headers: once(key),
      }),
    ),
  giveUp: (room: string, payment: string, key: string): Promise<PaymentDone> =>
    answer(
      api.POST("/api/v1/rooms/{room}/payments/{payment}/give-up", {
        params: { path: { room, payment } },
        headers: once(key),
      }),
    ),
  bonus: (room: string, body: BonusDraft, key: string): Promise<PaymentDone> =>
    answer(api.POST("/api/v1/rooms/{room}/bonuses", { params: of(room), body, headers: once(key) })),
  refundRelease: (room: string, release: string, body: RefundDraft, key: string): Promise<Done> =>
    answer(
      api.POST("/api/v1/rooms/{room}/releases/{release}/refund", {
        params: { path: { room, release } },
        body,
        headers: once(key),
      }),
    ),
  refundEscrow: (room: string, body: RefundDraft, key: string): Promise<Done> =>
    answer(api.POST("/api/v1/rooms/{room}/escrow/refund", { params: of(room), body, headers: once(key) })),
  takeBack: (room: string, body: RefundDraft, key: string): Promise<Done> =>
    answer(api.POST("/api/v1/rooms/{room}/escrow/take-back", { params: of(room), body, headers: once(key) })),

  balances: (): Promise<{ items: MyBalance[] }> => answer(api.GET("/api/v1/me/balances")),
  myLedger: (account: MyAccount, currency: string, cursor?: string): Promise<MyLedger> =>
    answer(api.GET("/api/v1/me/ledger", { params: { query: { account, currency, cursor } } })),
  myEscrows: (currency: string, cursor?: string): Promise<EscrowPage> =>
    answer(api.GET("/api/v1/me/escrows", { params: { query: { currency, cursor } } })),

  cards: (): Promise<{ items: Card[] }> => answer(api.GET("/api/v1/me/cards")),
  addCard: (number: string, key: string): Promise<Card> =>
    answer(api.POST("/api/v1/me/cards", { body: { number }, headers: once(key) })),
  removeCard: (card: string): Promise<unknown> =>
    answer(api.DELETE("/api/v1/me/cards/{card}", { params: { path: { card } } })),
  sandbox: (): Promise<{ cards: SandboxCard[] }> => answer(api.GET("/api/v1/billing/sandbox")),
};
