import type { TFunction } from "i18next";
import { leftWords, percent, rateWords, sizeWords } from "./sizes";
import { secondsLeft, share, type Transfer } from "./transfer";

/** How a file on its way stands, in one sentence. `connected`: whether our own server can be reached. */
export function stateWords(transfer: Transfer, t: TFunction<"files">, connected: boolean): string {
  const { stage, size } = transfer;
  const far = { share: percent(share(transfer)), size: sizeWords(size) };
  switch (stage) {
    case "sending":
      return [t("sending.sending", far), ...paceWords(transfer)].join(" · ");
    case "paused":
      return t("sending.paused", far);
    case "retrying":
      return retryWords(transfer, t, connected);
    case "choose":
      return chooseWords(transfer, t);
    case "failed":
      return t("sending.failed", { why: why(transfer, t) });
    default:
      return t(`sending.${stage}`);
  }
}

/** How fast, and how long yet; nothing as long as nobody can tell. */
export function paceWords(pace: { size: number; sent: number; rate: number }): string[] {
  const left = secondsLeft(pace);
  return left === null ? [] : [rateWords(pace.rate), leftWords(left)];
}

function retryWords({ trouble }: Transfer, t: TFunction<"files">, connected: boolean): string {
  if (!connected) return t("sending.retryOffline");
  return trouble?.message ? t("sending.retryWords", { why: trouble.message }) : t("sending.retryStorage");
}

function chooseWords({ trouble }: Transfer, t: TFunction<"files">): string {
  if (trouble?.code === "file.unreadable") return t("sending.unreadable");
  return trouble?.code === "file.another" ? t("sending.another") : t("sending.choose");
}

const OF_STORAGE = "storage.said.";

function why({ trouble }: Transfer, t: TFunction<"files">): string {
  if (trouble?.code.startsWith(OF_STORAGE))
    return t("sending.refusedByStorage", { code: trouble.code.slice(OF_STORAGE.length) });
  return trouble?.code === "unexpected" || !trouble?.message ? t("sending.unexpected") : trouble.message;
}
