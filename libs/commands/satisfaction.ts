/** Records one answered survey form, in a stream that names no dossier. */
import type { Instant } from '#libs/calendar';
import { requestHashOf, type Json, type Ledger, type Position, type RecordedEvent } from '#libs/ledger';
import type { SurveyAnswered } from '#libs/quality';
import { v5 } from 'uuid';
import type { Secrets } from './secrets.ts';

export const SURVEY = 'survey';
const SCHEMA_VERSION = 1;
const ANSWERED = 'SurveyAnswered';
const BY = { kind: 'system', id: 'survey' } as const;

export interface SurveyParts {
  readonly ledger: Pick<Ledger, 'append' | 'load'>;
  readonly secrets: Pick<Secrets, 'surveyStreamOf'>;
  now(): Instant;
}

export type SurveyOutcome =
  | { readonly kind: 'recorded'; readonly position: Position; readonly survey: string }
  /** This dossier's form was sent before; what it said stands. */
  | { readonly kind: 'sent-before' };

export const surveyEventOf = ({ body }: Pick<RecordedEvent, 'body'>): SurveyAnswered =>
  body as unknown as SurveyAnswered;

/** True: the dossier's form was sent. */
export async function isSurveyed({ ledger, secrets }: SurveyParts, dossier: string): Promise<boolean> {
  return (await ledger.load(secrets.surveyStreamOf(dossier), { to: 1 })).length > 0;
}

/** @param comment The citizen's own words: sealed, for they may name people. */
export async function recordSurvey(
  parts: SurveyParts,
  dossier: string,
  answered: SurveyAnswered,
  comment: string | undefined,
): Promise<SurveyOutcome> {
  const streamId = parts.secrets.surveyStreamOf(dossier);
  const result = await parts.ledger.append({
    streamId,
    kind: SURVEY,
    expectedVersion: 0,
    commandId: v5(ANSWERED, streamId),
    requestHash: requestHashOf({ answered, comment: comment ?? null }),
    events: [
      {
        type: ANSWERED,
        schemaVersion: SCHEMA_VERSION,
        occurredAt: parts.now(),
        actorRef: BY,
        body: answered as unknown as Json,
        ...(comment !== undefined && { pii: { subject: streamId, data: { comment } } }),
      },
    ],
  });
  return result.status === 'recorded'
    ? { kind: 'recorded', position: result.position, survey: streamId }
    : { kind: 'sent-before' };
}
