import type { Room, Terms, TermsVersion } from "../wire";

/** What waits for an answer, besides an offer itself, which is version 1. */
export function openProposals(room: Room): TermsVersion[] {
  return room.versions.filter(({ state, version }) => state === "proposed" && version !== 1);
}

/**
 * What a version was proposed in place of: the newest terms that were agreed before it, or the offer while nothing was.
 * Null for the offer itself.
 */
export function baseOf(version: TermsVersion, versions: TermsVersion[]): Terms | null {
  if (version.version === 1) return null;
  const agreed = versions
    .filter((one) => one.state === "accepted" && one.version !== version.version)
    .filter((one) => one.decided_at && one.decided_at <= version.at)
    .toSorted((one, other) => (one.decided_at ?? "").localeCompare(other.decided_at ?? ""));
  return (agreed.at(-1) ?? versions.find((one) => one.version === 1))?.terms ?? null;
}
