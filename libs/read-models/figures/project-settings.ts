/** Agencies' own settings of detectors and of corrective action, from their streams. */
import { NONCONFORMITY_SETTINGS, settingsVersionOf } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import type { PoolClient } from 'pg';

export async function projectSettings(events: readonly RecordedEvent[], client: PoolClient): Promise<void> {
  for (const event of events) {
    if (event.kind !== NONCONFORMITY_SETTINGS) continue;
    const { agency } = event.body as { agency: string };
    const { version, validFrom, settings, terms } = settingsVersionOf(event);
    await client.query(
      `insert into read.nonconformity_settings (agency, version, valid_from, settings, terms)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [agency, version, validFrom, JSON.stringify(settings), JSON.stringify(terms)],
    );
  }
}
