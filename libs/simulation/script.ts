/** How one dossier is meant to go, drawn before it begins; a planted one is told what to do. */
import type { StepNo } from '#libs/procedure';
import type { Luck } from './luck.ts';

/** What somebody does on purpose, so that a detector has something to find, or almost. */
export type Deed =
  | { readonly do: 'finish-step'; readonly when: 'late' | 'a-minute-before' }
  | { readonly do: 'issue'; readonly when: 'late' | 'a-minute-before' | 'late-after-apology' }
  | { readonly do: 'extend-once' }
  | { readonly do: 'ask-supplements'; readonly times: 1 | 2 }
  | { readonly do: 'claim'; readonly afterMinutes: number }
  | { readonly do: 'hand-to-stand-in' }
  /** Everything goes as it should, and nothing is asked for: what is tampered with afterwards stands alone. */
  | { readonly do: 'nothing-special' };

export interface Script {
  readonly supplement: boolean;
  readonly supplementAnswered: boolean;
  readonly consultation: boolean;
  readonly payment: boolean;
  readonly returns: boolean;
  readonly withdraws: boolean;
  readonly stopped: boolean;
  /** The superior sees it coming and apologises in time. */
  readonly watched: boolean;
  readonly positive: boolean;
  /** How long work takes beside the time allowed. */
  readonly pace: number;
  readonly deed?: Deed;
  readonly at?: StepNo;
}

/** Shares of all dossiers. */
const SHARE = {
  supplement: 0.08,
  answered: 0.94,
  consultation: 0.02,
  payment: 0.3,
  returned: 0.03,
  withdrawn: 0.012,
  stopped: 0.004,
  watched: 0.6,
  positive: 0.93,
};
export const REFUSED_AT_COUNTER = 0.02;

export function drawScript(luck: Luck, load: number): Script {
  return {
    supplement: luck.chance(SHARE.supplement),
    supplementAnswered: luck.chance(SHARE.answered),
    consultation: luck.chance(SHARE.consultation),
    payment: luck.chance(SHARE.payment),
    returns: luck.chance(SHARE.returned),
    withdraws: luck.chance(SHARE.withdrawn),
    stopped: luck.chance(SHARE.stopped),
    watched: luck.chance(SHARE.watched),
    positive: luck.chance(SHARE.positive),
    pace: load,
  };
}

const CALM: Omit<Script, 'deed'> = {
  supplement: false,
  supplementAnswered: true,
  consultation: false,
  payment: false,
  returns: false,
  withdraws: false,
  stopped: false,
  watched: false,
  positive: true,
  pace: 0.5,
};

export const scriptFor = (deed: Deed): Script => ({ ...CALM, deed });
