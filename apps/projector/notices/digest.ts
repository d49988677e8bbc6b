/** The morning digest: at the opening of each agency's office, one mail to each officer who has something late or due today. */
import { DIVISION_HEAD, inForce, rolesAt } from '#libs/access';
import type { Authorities } from '#libs/access';
import { addDays, dateOf, instantOf, nextOpening } from '#libs/calendar';
import type { Instant, LocalDate, LocalMoment } from '#libs/calendar';
import { digestStream, recordNotices } from '#libs/commands';
import { commandIdOf } from '#libs/ledger';
import { digestMail, isSecretary } from '#libs/notices';
import type { DigestLine } from '#libs/notices';
import type { Officer, Organisation } from '#libs/organisation';
import { dueList, qualityDutiesOwed } from '#libs/read-models';
import type { DueOwner, DueRow } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { PERMANENT } from './mail.ts';
import type { PostmanParts } from './postman.ts';

const DIGEST = 'digest';
/** After that it is no morning's mail any more. */
const WINDOW_MS = 4 * 3_600_000;
/** Lines in a mail; the counts tell of the rest. */
const MAX_LINES = 50;

/** Who has been seen to on which day, so that a round is cheap once the morning's is done. */
export type Seen = Map<string, LocalDate>;

/** One round: sends what is due now. Safe to repeat and to break off: what was sent is in the ledger. */
export async function digestRound(parts: PostmanParts, seen: Seen): Promise<number> {
  const { runtime } = parts;
  const now = runtime.now();
  const today = dateOf(now);
  const organisation = await runtime.organisation();
  const opened = new Map([...organisation.agencies.keys()].map((id) => [id, isMorning(runtime, id, now)]));
  let sent = 0;
  for (const officer of organisation.officers.values()) {
    const agency = organisation.units.get(officer.unit)?.agency ?? '';
    if (officer.email === null || !opened.get(agency) || seen.get(officer.id) === today) continue;
    const outcome = await digestFor(parts, officer, organisation, now);
    if (outcome === 'sent') sent += 1;
    if (outcome !== 'later') seen.set(officer.id, today);
  }
  return sent;
}

/** The office opened today, and not long ago. */
function isMorning({ calendars }: Runtime, agency: string, now: Instant): boolean {
  const opening = nextOpening(calendars.calendarOf(calendars.current(), agency), midnight(dateOf(now)));
  if (!opening.ok) return false;
  const sinceMs = Date.parse(now) - Date.parse(opening.value);
  return sinceMs >= 0 && sinceMs < WINDOW_MS;
}

const midnight = (date: LocalDate): Instant => instantOf(`${date}T00:00` as LocalMoment);

async function digestFor(
  { runtime, mailer, publicUrl }: PostmanParts,
  officer: Officer,
  organisation: Organisation,
  now: Instant,
): Promise<'sent' | 'nothing' | 'later'> {
  const { ledger, directory, pool } = runtime;
  const date = dateOf(now);
  const commandId = commandIdOf(DIGEST, `${officer.id} ${date}`);
  const authorities = await directory.authoritiesFor({ account: '', officer: officer.id });
  if (officer.email === null || authorities === null || (await ledger.findCommand(commandId)))
    return 'nothing';
  const until = midnight(addDays(date, 1));
  const limit = MAX_LINES;
  const steps = await dueList(pool, ownerOf(authorities, now), { now, until, limit });
  const { agency } = authorities;
  const secretaryOf = isSecretary(officer.id, agency, organisation) ? agency : null;
  const owed = await qualityDutiesOwed(pool, { officer: officer.id, secretaryOf, today: date, limit });
  const late = steps.late + owed.late;
  const dueToday = steps.dueToday + owed.dueToday;
  if (late + dueToday === 0) return 'nothing';
  const lines = await Promise.all(steps.rows.map((row) => lineOf(row, runtime, organisation)));
  const duties = owed.rows.map((duty) => ({ ...duty, late: duty.due < date }));
  const link = publicUrl === undefined ? undefined : new URL('/viec', publicUrl).href;
  const mail = digestMail({ date, late, dueToday, lines, duties, link });
  const delivery = await mailer.send({ to: officer.email, id: commandId, ...mail });
  if (!delivery.sent) return delivery.code < PERMANENT ? 'later' : 'nothing';
  const body = { recipient: officer.id, channel: 'email', date, late, dueToday } as const;
  const events = [{ type: 'DigestSent', body }] as const;
  await recordNotices(ledger, { stream: digestStream(officer.id), commandId, at: now, events });
  return 'sent';
}

/** Their own work, and what they answer for: a unit they head, an agency they supervise, either lent to them. */
function ownerOf(who: Authorities, now: Instant): DueOwner {
  const heads = rolesAt(who, now).filter(({ role }) => role === DIVISION_HEAD);
  const lent = who.substitutions.filter(
    (one) => one.systemRoles?.includes('supervisor') && inForce(one, now),
  );
  const agencies = [
    ...(who.systemRoles.includes('supervisor') ? [who.agency] : []),
    ...lent.flatMap(({ roles }) => roles.map(({ agency }) => agency)),
  ];
  return { officer: who.officer, units: heads.map(({ unit }) => unit), agencies: [...new Set(agencies)] };
}

async function lineOf(row: DueRow, { editions }: Runtime, organisation: Organisation): Promise<DigestLine> {
  const edition = await editions.edition(row.procedure, row.edition);
  const content = edition?.steps.find(({ no }) => no === row.step)?.content;
  return {
    code: row.code,
    procedure: edition?.title ?? row.procedure,
    step: content === undefined ? row.step : `${row.step} ${content}`,
    officer: row.officer === null ? null : (organisation.officers.get(row.officer)?.name ?? row.officer),
    dueAt: row.dueAt as Instant,
    late: row.late,
  };
}
