/** What people decided about nonconformities, and the settings of agencies, from their own streams. */
import { NONCONFORMITY, NONCONFORMITY_SETTINGS } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import type { PoolClient } from 'pg';

export async function projectDecisions(events: readonly RecordedEvent[], client: PoolClient): Promise<void> {
  for (const event of events) {
    if (event.kind === NONCONFORMITY) await writeDecision(event, client);
    if (event.kind === NONCONFORMITY_SETTINGS) await writeSettings(event, client);
  }
}

/** The last decision stands: dismissed with a reason, or taken up again. */
async function writeDecision(event: RecordedEvent, client: PoolClient): Promise<void> {
  const { agency, ...body } = event.body as { agency: string };
  const stored = { type: event.type, at: event.occurredAt, by: event.actorRef.id, ...body };
  await client.query(
    `insert into read.nonconformity_decision (id, version, agency, body) values ($1, $2, $3, $4)
     on conflict (id) do update set version = excluded.version, body = excluded.body
     where nonconformity_decision.version < excluded.version`,
    [event.streamId, event.version, agency, JSON.stringify(stored)],
  );
}

async function writeSettings(event: RecordedEvent, client: PoolClient): Promise<void> {
  const { agency, settings } = event.body as { agency: string; settings: object };
  await client.query(
    `insert into read.nonconformity_settings (agency, version, valid_from, settings) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [agency, event.version, event.occurredAt, JSON.stringify(settings)],
  );
}
