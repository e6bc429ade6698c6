import type { TFunction } from "i18next";
import type { Line } from "../live/events";

/** A line of the timeline. `to` leads to what it is about, within the room. */
export type LineWords = { text: string; reason?: string; to?: string };

type Words = LineWords;

/** An event of the contract in words; null where another line tells it already, and for kinds of a newer server. `name` finds a person's name. */
export function lineWords(
  line: Line,
  t: TFunction<"chat">,
  name: (id: string | null) => string,
): Words | null {
  const who = { name: name(line.by) };
  switch (line.kind) {
    case "contract.offered":
      return { text: t("line.offered", who), reason: line.data.version.note };
    case "contract.accepted":
      return { text: t("line.accepted", who) };
    case "contract.declined":
      return { text: t("line.declined", who), reason: line.data.reason };
    case "contract.withdrawn":
      return { text: t("line.withdrawn", who), reason: line.data.reason };
    case "contract.expired":
      return { text: t("line.expired") };
    case "contract.paused":
      return { text: t("line.paused", who), reason: line.data.reason };
    case "contract.resumed":
      return { text: t("line.resumed", who) };
    case "contract.held":
      return { text: t("line.held"), reason: line.data.reason, to: "/money" };
    case "contract.released":
      return { text: t("line.released") };
    case "contract.ended":
      return { text: t("line.ended", who), reason: line.data.reason };
    default:
      return termsWords(line, t, who) ?? memberWords(line, t, name);
  }
}

function termsWords(line: Line, t: TFunction<"chat">, who: { name: string }): Words | null {
  switch (line.kind) {
    case "terms.proposed": {
      const { version, note } = line.data.version;
      return { text: t("line.termsProposed", { ...who, version }), reason: note };
    }
    case "terms.accepted":
      return { text: t("line.termsAccepted", { ...who, version: line.data.version }) };
    case "terms.declined":
      return {
        text: t("line.termsDeclined", { ...who, version: line.data.version }),
        reason: line.data.reason,
      };
    case "terms.withdrawn":
      return { text: t("line.termsWithdrawn", { ...who, version: line.data.version }) };
    case "terms.expired":
      return { text: t("line.termsExpired", { version: line.data.version }) };
    default:
      return null;
  }
}

function memberWords(line: Line, t: TFunction<"chat">, name: (id: string | null) => string): Words | null {
  const who = { name: name(line.by) };
  switch (line.kind) {
    case "member.invited":
      return { text: t("line.invited", { ...who, email: line.data.invite.email }) };
    case "invite.closed":
      if (line.data.how === "accepted") return null;
      return {
        text: line.data.how === "declined" ? t("line.inviteDeclined") : t("line.inviteWithdrawn", who),
      };
    case "member.joined":
      return { text: t("line.joined", { name: line.data.person.name }) };
    case "member.removed":
      if (line.data.person === line.by) return { text: t("line.left", who) };
      return { text: t("line.removed", { ...who, other: name(line.data.person) }) };
    default:
      return null;
  }
}
