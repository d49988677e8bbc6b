/**
 * A published edition of an ISO procedure is sent to those who hold its roles, in each agency that handles it: they
 * read it, or the duty stays (ISO 9001 7.5.3). It keeps nothing: what was sent is looked up, and sent again it is the same.
 */
import type { Actor } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { officersAbleTo, type Organisation } from '#libs/organisation';
import type { Edition } from '#libs/procedure';
import { documentCode, PROCEDURE_READ_WORKING_DAYS } from '#libs/quality';
import { editionsPublishedSince, proceduresSentToRead, type PublishedEdition } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';

/** An edition is new for so long. */
const NEW_MS = 600_000;
const READINGS: Actor = { kind: 'system', name: 'readings' };

/** One round over editions so old at most; answers what it recorded. Safe to repeat and to break off. */
export async function readingRound(runtime: Runtime, ageMs: number = NEW_MS): Promise<number> {
  const now = runtime.now();
  const since = new Date(Date.parse(now) - ageMs).toISOString() as Instant;
  const published = await editionsPublishedSince(runtime.pool, since);
  if (published.length === 0) return 0;
  const codes = published.map(({ edition }) => documentCode(edition.code));
  const [organisation, sent] = await Promise.all([
    runtime.organisation(),
    proceduresSentToRead(runtime.pool, [...new Set(codes)]),
  ]);
  let recorded = 0;
  for (const one of published) {
    const { code, edition: number } = one.edition;
    for (const [agency, readers] of readersOf(organisation, one.edition, now)) {
      const before = sent.find((known) => known.agency === agency && known.code === documentCode(code));
      if (before && before.edition >= number) continue;
      recorded += await send(runtime, agency, one, [...readers], before?.id);
    }
  }
  return recorded;
}

/** By the agency they work in: those who may take up one of its steps, wherever it was received. */
function readersOf(
  organisation: Organisation,
  { code, steps }: Edition,
  at: Instant,
): ReadonlyMap<string, ReadonlySet<string>> {
  const readers = new Map<string, Set<string>>();
  for (const { procedure, parts } of organisation.assignments) {
    if (procedure !== code) continue;
    for (const { part, unit, role } of steps) {
      const place = parts[part]?.units[unit];
      if (place === undefined) continue;
      for (const { officer } of officersAbleTo(organisation, { role, unit: place }, at)) {
        const agency = organisation.units.get(officer.unit)?.agency;
        if (agency !== undefined) readers.set(agency, (readers.get(agency) ?? new Set()).add(officer.id));
      }
    }
  }
  return readers;
}

async function send(
  { quality }: Runtime,
  agency: string,
  { edition: { code, title, edition }, author, from }: PublishedEdition,
  readers: readonly string[],
  id: string | undefined,
): Promise<number> {
  const within = { withinWorkingDays: PROCEDURE_READ_WORKING_DAYS };
  const asked = {
    command: { type: 'adopt', code, title, edition, author, from, readers, ...within } as { type: 'adopt' },
    actor: READINGS,
    commandId: commandIdOf('reading', `${agency} ${code} ${edition}`),
    requestHash: requestHashOf({ agency, code, edition }),
  };
  const outcome =
    id === undefined
      ? await quality.open({ ...asked, kind: 'document', agency })
      : await quality.act({ ...asked, id });
  return outcome.kind === 'recorded' ? 1 : 0;
}
