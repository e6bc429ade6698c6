import type { FeeProfile } from "../wire";

/**
 * A percentage of an amount in minor units, rounded half-up once (domain rule of fees). `percent` is a decimal string
 * like "10" or "2.5".
 */
export function fee(amount: number, percent: string): number {
  const [whole = "0", part = ""] = percent.split(".");
  const scaled = BigInt(whole + part);
  const hundred = 100n * 10n ** BigInt(part.length);
  return Number((BigInt(amount) * scaled * 2n + hundred) / (hundred * 2n));
}

/** What both sides see of an amount of work, in minor units. */
export interface Split {
  work: number;
  clientFee: number;
  clientPays: number;
  freelancerFee: number;
  freelancerGets: number;
}

export function split(work: number, profile: FeeProfile): Split {
  const clientFee = fee(work, profile.client_percent);
  const freelancerFee = fee(work, profile.freelancer_percent);
  return {
    work,
    clientFee,
    clientPays: work + clientFee,
    freelancerFee,
    freelancerGets: work - freelancerFee,
  };
}

/** The hours that an example reckons with: the weekly limit, or a full week where there is none to speak of. */
export function exampleHours(weeklyLimit: number): number {
  return weeklyLimit > 0 && weeklyLimit <= 40 ? weeklyLimit : 40;
}
