/** Decisions about nonconformities and the settings of detectors: events in streams of their own. */
import type { UsedAuthority } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { canonicalJson, requestHashOf, type Json, type Ledger, type Position } from '#libs/ledger';
import { v5 } from 'uuid';

export const NONCONFORMITY = 'nonconformity';
export const NONCONFORMITY_SETTINGS = 'nonconformity-settings';
const NAMES = '9a0f7c64-5d0b-5f5e-8a55-7b6a4a7b2c90';
const SCHEMA_VERSION = 1;
/** Two people on one nonconformity at the same moment are rare. */
const MAX_ATTEMPTS = 5;

interface CauseOf {
  readonly agency: string;
  readonly policy: string;
  readonly procedure: string;
  readonly step: string;
}

/** One nonconformity for one cause, whoever asks and whenever. */
export const nonconformityId = ({ agency, policy, procedure, step }: CauseOf): string =>
  v5(canonicalJson([agency, policy, procedure, step]), NAMES);

export const settingsStream = (agency: string): string => v5(canonicalJson(['settings', agency]), NAMES);

export interface DecisionRequest {
  readonly stream: string;
  readonly kind: typeof NONCONFORMITY | typeof NONCONFORMITY_SETTINGS;
  readonly type: 'NonconformityDismissed' | 'NonconformityTakenUpAgain' | 'NonconformitySettingsChanged';
  readonly body: Json;
  readonly by: UsedAuthority;
  readonly commandId: string;
}

export type DecisionOutcome =
  | { readonly kind: 'recorded'; readonly version: number; readonly position: Position }
  | { readonly kind: 'other-request' | 'busy' };

/** The last decision stands, so each is appended to whatever there is. */
export async function recordDecision(
  ledger: Pick<Ledger, 'load' | 'append'>,
  request: DecisionRequest,
  now: Instant,
): Promise<DecisionOutcome> {
  const { stream, kind, type, body, by, commandId } = request;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const expectedVersion = (await ledger.load(stream)).length;
    const result = await ledger.append({
      streamId: stream,
      kind,
      expectedVersion,
      commandId,
      requestHash: requestHashOf({ stream, type, body }),
      events: [{ type, schemaVersion: SCHEMA_VERSION, occurredAt: now, actorRef: by, body }],
    });
    if (result.status === 'recorded' || result.status === 'repeated') {
      return { kind: 'recorded', version: result.to, position: result.position };
    }
    if (result.status === 'other-request') return { kind: 'other-request' };
  }
  return { kind: 'busy' };
}
