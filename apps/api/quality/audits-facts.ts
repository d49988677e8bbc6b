/** Facts that decisions on audits rest on: read from the events' read models, the procedures in force and the organisation. */
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { addDays, dateOf, instantOf, type Instant, type LocalDate, type LocalMoment } from '#libs/calendar';
import {
  checklistOf,
  drawDossiers,
  mayAudit,
  qualificationsOf,
  readClauseSet,
  SHIPPED_CHECKLISTS,
  teamOf,
  type Audit,
  type AuditPlan,
  type AuditScopes,
  type ChecklistLine,
  type ClauseSet,
  type Conflict,
  type Draw,
  type TeamFacts,
} from '#libs/quality';
import { auditPopulation, stepsHandledBy, trainingPlans } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { Tools } from './kind.ts';

const SEED_BYTES = 16;
const CHECKLIST = 'iso-9001';

export const startOfDay = (day: LocalDate): Instant => instantOf(`${day}T00:00` as LocalMoment);
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whose own work it is, and who is not qualified on the first day. */
export async function teamFacts(
  { runtime, organisation, names }: Tools,
  agency: string,
  plan: Pick<AuditPlan, 'lead' | 'team' | 'procedures' | 'units' | 'covers' | 'from'>,
): Promise<TeamFacts> {
  const officers = teamOf(plan);
  const [plans, handled] = await Promise.all([
    trainingPlans(runtime.pool, agency),
    stepsHandledBy(runtime.pool, {
      officers,
      procedures: plan.procedures,
      from: startOfDay(plan.covers.from),
      to: startOfDay(addDays(plan.covers.to, 1)),
    }),
  ]);
  const held = qualificationsOf(plans);
  const nameOf = (officer: string): string => names.officer(officer).name;
  const own = handled.map((one): Conflict => ({ ...one, name: nameOf(one.officer), unit: null }));
  const inUnit = officers.flatMap((officer): Conflict[] => {
    const home = organisation.officers.get(officer)?.unit;
    const seats = organisation.holdingsByOfficer.get(officer)?.map(({ unit }) => unit) ?? [];
    const unit = [home, ...seats].find((one) => one !== undefined && plan.units.includes(one));
    if (unit === undefined) return [];
    const where = { unit: names.unit(unit).name, procedure: null };
    return [{ officer, name: nameOf(officer), ...where, steps: 0, dossier: null }];
  });
  const unqualified = officers.flatMap((officer) => {
    const answer = mayAudit(held, officer, plan.from);
    return answer.ok ? [] : [{ officer, name: nameOf(officer), why: answer.why }];
  });
  return { conflicts: [...own, ...inUnit], unqualified };
}

/** Procedures that bind the agency and are in force today, and its units. */
export async function scopesOf({ runtime, organisation }: Tools, agency: string): Promise<AuditScopes> {
  const today = dateOf(runtime.now());
  const binding = (await runtime.coverage.binding(today, runtime.now()))(agency);
  const inForce = binding.filter(({ from, until }) => from <= today && (until === null || today < until));
  const newest = new Map(
    inForce.toSorted((a, b) => a.edition - b.edition).map(({ code, edition }) => [code, edition]),
  );
  const procedures = await Promise.all(
    [...newest].map(async ([code, edition]) => {
      return { code, edition, title: (await runtime.editions.edition(code, edition))?.title ?? code };
    }),
  );
  return {
    procedures: procedures.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    units: [...organisation.units.values()].flatMap(({ id, name, agency: of }) =>
      of === agency ? [{ id, name }] : [],
    ),
  };
}

let clauses: Promise<ClauseSet> | undefined;
const clauseSet = (): Promise<ClauseSet> =>
  (clauses ??= readFile(SHIPPED_CHECKLISTS.get(CHECKLIST)!, 'utf8').then(readClauseSet));

export async function checklistFor({ runtime, names }: Tools, { units, procedures }: AuditPlan) {
  const set = await clauseSet();
  const today = dateOf(runtime.now());
  const editions = await Promise.all(procedures.map((code) => runtime.editions.inForce(code, today)));
  const lines: readonly ChecklistLine[] = checklistOf(
    set,
    units.map((unit) => names.unit(unit)),
    editions.filter((edition) => edition !== undefined),
  );
  return { checklist: { code: set.code, edition: set.edition }, lines };
}

/** What was known at midnight is the population: nothing that is still under way can change it. */
export async function sampleFor({ runtime }: Tools, agency: string, plan: AuditPlan) {
  const seed = randomBytes(SEED_BYTES).toString('hex');
  const asOf = startOfDay(dateOf(runtime.now()));
  return { seed, asOf, draws: await drawsOf(runtime, agency, plan, { seed, asOf }) };
}

/** The same from the same seed and moment, whoever asks. */
export const drawsOf = (
  runtime: Runtime,
  agency: string,
  { procedures, covers }: Pick<Audit, 'procedures' | 'covers'>,
  { seed, asOf }: { readonly seed: string; readonly asOf: Instant },
): Promise<readonly Draw[]> =>
  Promise.all(
    procedures.map(async (procedure) => {
      const [from, to] = [startOfDay(covers.from), startOfDay(addDays(covers.to, 1))];
      const known = await auditPopulation(runtime.pool, { agency, procedure, from, to, asOf });
      return drawDossiers(seed, procedure, known, digestOf);
    }),
  );
