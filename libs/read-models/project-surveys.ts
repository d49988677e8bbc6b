/** Answered survey forms, one row each in `read.survey`. */
import { SURVEY, surveyEventOf } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import type { PoolClient } from 'pg';

export async function projectSurveys(events: readonly RecordedEvent[], client: PoolClient): Promise<void> {
  for (const event of events) {
    if (event.kind !== SURVEY) continue;
    const { set, edition, agency, procedure, month, lateSteps, answers } = surveyEventOf(event);
    await client.query({
      name: 'read-survey',
      text: `insert into read.survey values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      values: [
        event.streamId,
        set,
        edition,
        agency,
        procedure,
        month,
        lateSteps,
        answers,
        event.piiSubject !== undefined,
      ],
    });
  }
}
