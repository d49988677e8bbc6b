/** Where nonconformities stand in the ledger: a stream each, one for an agency's numbers of a year, one for its settings. */
import type { Instant } from '#libs/calendar';
import { canonicalJson, type Json, type RecordedEvent } from '#libs/ledger';
import type { PolicyCode, SettingsVersion } from '#libs/nonconformity';
import {
  foldNc,
  type NcEvent,
  type NcState,
  type RecordedNcEvent,
} from '#libs/nonconformity/corrective-action';
import { v5 } from 'uuid';

export const NONCONFORMITY = 'nonconformity';
export const NONCONFORMITY_REGISTER = 'nonconformity-register';
export const NONCONFORMITY_SETTINGS = 'nonconformity-settings';
const NAMES = '9a0f7c64-5d0b-5f5e-8a55-7b6a4a7b2c90';

/** One rule, at one step of one procedure, in one agency. */
export interface CauseOf {
  readonly agency: string;
  readonly policy: PolicyCode;
  readonly procedure: string;
  /** Empty: about dossiers as a whole. */
  readonly step: string;
}

/** Of one cause the first nonconformity, the second when it came back, …: whoever finds it and whenever. */
export const nonconformityId = ({ agency, policy, procedure, step }: CauseOf, nth: number): string =>
  v5(canonicalJson([agency, policy, procedure, step, nth]), NAMES);

/** One that has no cause a detector counts; sent again, it is the same. */
export const raisedId = (commandId: string): string => v5(canonicalJson(['raised', commandId]), NAMES);
export const registerStream = (agency: string, year: number): string =>
  v5(canonicalJson(['register', agency, year]), NAMES);
export const settingsStream = (agency: string): string => v5(canonicalJson(['settings', agency]), NAMES);

type Recorded = Pick<RecordedEvent, 'type' | 'body' | 'occurredAt' | 'actorRef'>;

export const ncEventOf = ({ type, body, occurredAt, actorRef }: Recorded): RecordedNcEvent => ({
  event: { type, body } as unknown as NcEvent,
  at: occurredAt,
  by: actorRef.id,
});

export const foldRecordedNc = (events: readonly RecordedEvent[]): NcState => foldNc(events.map(ncEventOf));

/** A version with who decided it, when and why. */
export interface SettingsDecision extends SettingsVersion {
  readonly decidedAt: Instant;
  /** An officer. */
  readonly by: string;
  /** Empty: decided before reasons were asked for. */
  readonly reason: string;
}

export const settingsDecisionOf = (event: RecordedEvent): SettingsDecision => ({
  ...settingsVersionOf(event),
  decidedAt: event.occurredAt,
  by: event.actorRef.id,
  reason: (event.body as { readonly reason?: string }).reason ?? '',
});

/** A version says from when it is valid; before such dates it was valid from when it was decided. */
export function settingsVersionOf({
  version,
  body,
  occurredAt,
}: Pick<RecordedEvent, 'version' | 'body' | 'occurredAt'>): SettingsVersion {
  const { settings, terms, validFrom } = body as Record<string, Json>;
  return {
    version,
    validFrom: (validFrom ?? occurredAt) as Instant,
    settings: (settings ?? {}) as SettingsVersion['settings'],
    terms: (terms ?? {}) as SettingsVersion['terms'],
  };
}
