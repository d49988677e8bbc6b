/** Nonconformities, folded into `read.nonconformity`. */
import { foldRecordedNc, NONCONFORMITY } from '#libs/commands';
import type { Ledger, RecordedEvent } from '#libs/ledger';
import type { KnownNc } from '#libs/nonconformity/corrective-action';
import type { PoolClient } from 'pg';
import { upsertStream } from '../upsert.ts';

export async function projectNonconformities(
  ledger: Pick<Ledger, 'load'>,
  events: readonly RecordedEvent[],
  client: PoolClient,
): Promise<void> {
  const ours = events.filter(({ kind }) => kind === NONCONFORMITY);
  for (const [stream, news] of Map.groupBy(ours, ({ streamId }) => streamId)) {
    const first = news[0]!.version;
    const before = first === 1 ? [] : await ledger.load(stream, { to: first - 1 });
    const all = [...before, ...news];
    const state = foldRecordedNc(all);
    if (state.status !== 'none')
      await upsertStream(client, 'nonconformity', rowOf(stream, all.length, state));
  }
}

function rowOf(id: string, version: number, state: KnownNc) {
  const { nc } = state;
  const open = state.status === 'open' ? state : null;
  const amendment = open?.stage === 'action' && nc.plan?.edition === null ? nc.plan.amendment : null;
  return {
    id,
    version,
    agency: nc.agency,
    year: nc.year,
    number: nc.number,
    source: nc.source,
    severity: nc.severity,
    title: nc.title,
    policy: nc.cause?.policy ?? null,
    procedure: nc.cause?.procedure ?? null,
    step: nc.cause?.step ?? null,
    threshold: nc.threshold,
    since: nc.since,
    found_at: nc.foundAt,
    status: state.status,
    stage: open?.stage ?? null,
    owner: nc.owner,
    round: nc.round,
    remind_at: open?.due.remindAt ?? null,
    due_at: open?.due.dueAt ?? null,
    escalated: open?.escalated ?? 0,
    amends: amendment?.procedure ?? null,
    amends_above: amendment?.above ?? null,
    ended_at: state.status === 'open' ? null : state.endedAt,
  };
}
