/**
 * Change requests by themselves: a change of law opens one on every procedure in force that cites it, a change of the
 * catalogue that was not followed in time opens one, too; the edition that takes effect closes the one that waits for
 * it. It keeps nothing: what was opened is looked up, and opened again it is the same.
 */
import type { Actor } from '#libs/access';
import { dateOf, type Instant, type LocalDate } from '#libs/calendar';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import type { Organisation } from '#libs/organisation';
import type { CatalogueChange, Coverage } from '#libs/qms';
import { FOLLOW_WITHIN_WORKING_DAYS } from '#libs/qms';
import { lawChangeName, workingDaysAfter, type ChangeAsked, type KnownLawChange } from '#libs/quality';
import {
  citingEditions,
  editionsInForceOn,
  followedRequests,
  lawChangesSince,
  qmsRecords,
  requestsBehind,
  type EditionInForce,
} from '#libs/read-models';
import type { Runtime } from '#libs/runtime';

/** A change of law is new for so long. */
const NEW_MS = 600_000;
/** And looked at again for so long: procedures that come into force meanwhile may cite what it changed still. */
export const LAWS_OF_LATE_MS = 30 * 86_400_000;
/** Of the catalogue: what is older was left as it is. */
const CATALOGUE_YEARS = 1;
/** A round and an agency; the others come with the next ones. */
const MAX_OPENED = 50;
const CHANGES: Actor = { kind: 'system', name: 'changes' };
const NATURES = { amended: 'sửa đổi', replaced: 'thay thế', abolished: 'bãi bỏ' } as const;

type Asked = Omit<ChangeAsked, 'followBy'> & { readonly changed: LocalDate };

/** One round over changes of law so old at most; answers what it recorded. Safe to repeat and to break off. */
export async function changeRound(runtime: Runtime, ageMs: number = NEW_MS): Promise<number> {
  const now = runtime.now();
  const since = new Date(Date.parse(now) - ageMs).toISOString() as Instant;
  const laws = await lawChangesSince(runtime.pool, since);
  let recorded = await closeFollowed(runtime, dateOf(now));
  if (laws.length === 0) return recorded;
  const [organisation, editions, known] = await Promise.all([
    runtime.organisation(),
    editionsInForceOn(runtime.pool, dateOf(now)),
    requestsBehind(runtime.pool, 'law'),
  ]);
  const opened = new Set(known.map(({ agency, body }) => `${agency} ${body.ref} ${body.procedure}`));
  for (const { body: law } of laws) {
    const ref = lawChangeName(law);
    for (const edition of citingEditions(editions, law)) {
      for (const agency of handling(organisation, edition.procedure)) {
        if (opened.has(`${agency} ${ref} ${edition.procedure}`)) continue;
        recorded += await open(runtime, agency, byLaw(law, edition));
      }
    }
  }
  return recorded;
}

/** One round over the agencies' catalogues, seldom: lags are counted in days. */
export async function catalogueRound(runtime: Runtime): Promise<number> {
  const { pool, coverage } = runtime;
  const now = runtime.now();
  const on = dateOf(now);
  const [records, editions, binding, known] = await Promise.all([
    qmsRecords(pool),
    editionsInForceOn(pool, on),
    coverage.binding(on, now),
    requestsBehind(pool, 'catalogue'),
  ]);
  const opened = new Set(known.map(({ agency, body }) => `${agency} ${body.ref}`));
  const from = `${Number(on.slice(0, 4)) - CATALOGUE_YEARS}${on.slice(4)}` as LocalDate;
  let recorded = 0;
  for (const [agency, record] of records) {
    const covered = coverage.of(agency, record, binding(agency), { from, on });
    if (!covered) continue;
    const first = record.entries.find(({ type }) => type === 'CatalogueRevised')?.on;
    const own = editions.filter(({ procedure }) => binding(agency).some(({ code }) => code === procedure));
    const asked = [...notFollowed(covered, own, first), ...abolished(covered, own)];
    for (const one of asked.filter(({ ref }) => !opened.has(`${agency} ${ref}`)).slice(0, MAX_OPENED)) {
      recorded += await open(runtime, agency, one);
    }
  }
  return recorded;
}

/** The agencies that handle the procedure today. */
const handling = ({ assignments }: Organisation, procedure: string): readonly string[] => [
  ...new Set(assignments.filter((one) => one.procedure === procedure).map(({ agency }) => agency)),
];

const byLaw = (law: KnownLawChange, { procedure, edition, title }: EditionInForce): Asked => ({
  source: 'law',
  ref: lawChangeName(law),
  procedure,
  tthc: null,
  title,
  what: `${law.by} ${NATURES[law.nature]} ${law.number}, hiệu lực từ ${dayOf(law.inForceFrom)}: ${law.what}`,
  above: edition,
  since: null,
  changed: law.inForceFrom > law.on ? law.inForceFrom : law.on,
});

/** What the first catalogue lists is where the agency began, and no change. */
const notFollowed = (
  { changes }: Coverage,
  editions: readonly EditionInForce[],
  first: LocalDate | undefined,
): readonly Asked[] =>
  changes
    .filter(({ inTime, followedBy, on }) => inTime === false && followedBy === null && on !== first)
    .map((change) => byCatalogue(change, editions));

function byCatalogue({ code, name, fate, on }: CatalogueChange, editions: readonly EditionInForce[]): Asked {
  const covering = editions.find(({ tthcCodes }) => tthcCodes.includes(code));
  const what = fate === 'new' ? 'mới công bố' : 'được sửa đổi';
  return {
    source: 'catalogue',
    ref: `${code} ${on}`,
    procedure: covering?.procedure ?? null,
    tthc: code,
    title: name,
    what: `Thủ tục ${code} ${what} từ ${dayOf(on)}, quá ${FOLLOW_WITHIN_WORKING_DAYS} ngày làm việc chưa có quy trình ISO theo kịp.`,
    above: covering?.edition ?? 0,
    since: fate === 'amended' ? on : null,
    changed: on,
  };
}

const abolished = (
  { abolishedButInForce, on }: Coverage,
  editions: readonly EditionInForce[],
): readonly Asked[] =>
  abolishedButInForce.flatMap((code) => {
    const covering = editions.find(({ tthcCodes }) => tthcCodes.includes(code));
    if (!covering) return [];
    const { procedure, edition, title } = covering;
    const what = `Thủ tục ${code} đã bãi bỏ, quy trình ${procedure} còn hiệu lực.`;
    return [
      {
        source: 'catalogue' as const,
        ref: `${code} bãi bỏ`,
        procedure,
        tthc: code,
        title,
        what,
        above: edition,
        since: null,
        changed: on,
      },
    ];
  });

async function open(runtime: Runtime, agency: string, { changed, ...asked }: Asked): Promise<number> {
  const { calendars, quality } = runtime;
  const calendar = calendars.calendarOf(calendars.current(), agency);
  // A calendar that doesn't reach so far gives the day itself: late rather than never.
  const followBy = workingDaysAfter(calendar, changed, FOLLOW_WITHIN_WORKING_DAYS) ?? changed;
  const key = `${agency} ${asked.source} ${asked.ref} ${asked.procedure} ${asked.tthc}`;
  const outcome = await quality.open({
    kind: 'change-request',
    agency,
    command: { type: 'open', ...asked, followBy } as { readonly type: 'open' },
    actor: CHANGES,
    commandId: commandIdOf('change', key),
    requestHash: requestHashOf({ key }),
  });
  return outcome.kind === 'recorded' ? 1 : 0;
}

async function closeFollowed(runtime: Runtime, today: LocalDate): Promise<number> {
  let recorded = 0;
  for (const { id, procedure, edition, from } of await followedRequests(runtime.pool, today)) {
    const outcome = await runtime.quality.act({
      id,
      command: { type: 'note-edition', procedure, edition, from } as { readonly type: 'note-edition' },
      actor: CHANGES,
      commandId: commandIdOf('change-followed', `${id} ${procedure} ${edition}`),
      requestHash: requestHashOf({ id, procedure, edition }),
    });
    if (outcome.kind === 'recorded') recorded += 1;
  }
  return recorded;
}

const dayOf = (date: LocalDate): string => date.split('-').toReversed().join('/');
