/** Yearly audit programmes: what people send, and what they are shown. */
import { dateOf, type LocalDate } from '#libs/calendar';
import {
  auditCoverage,
  heldOf,
  qualificationsOf,
  showHintsOf,
  type Audit,
  type HeldQualification,
  type Programme,
  type ProgrammeCommand,
} from '#libs/quality';
import { auditsOfProgramme, trainingPlans } from '#libs/read-models';
import { z } from 'zod';
import { reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { hint, team } from './audits.ts';
import { scopesOf, teamFacts } from './audits-facts.ts';
import type { KindApi, Tools } from './kind.ts';
import { day, wish } from './wishes.ts';

const MAX_SCOPES = 500;
const note = z.string().trim().max(4_000).default('');
const list = z.array(shortText).max(MAX_SCOPES).default([]);
const count = z.number().int();

const wishes = z.discriminatedUnion('type', [
  wish('draft', { year: z.number().int().min(2000).max(2100), title: shortText, owner: shortText }),
  wish('plan', {
    title: shortText,
    procedures: list,
    units: list,
    from: day,
    to: day,
    covers: z.strictObject({ from: day, to: day }),
    ...team,
  }),
  wish('drop', { entry: count.min(0), reason }),
  wish('refresh', {}),
  wish('approve', { note }),
  wish('close', { note }),
]);

const view = z.object({
  year: count,
  procedures: z.array(z.object({ code: z.string(), edition: count, title: z.string() })),
  units: z.array(named),
  audits: z.array(
    z.object({
      entry: count,
      title: z.string(),
      procedures: z.array(z.string()),
      units: z.array(z.string()),
      from: z.string(),
      to: z.string(),
      covers: z.object({ from: z.string(), to: z.string() }),
      lead: named,
      team: z.array(named),
      dropped: z.string().nullable(),
      audit: z
        .object({ id: z.string(), status: z.string(), findings: count, answered: count, lines: count })
        .nullable(),
    }),
  ),
  coverage: z.object({
    required: count,
    planned: count,
    /** In audits whose report was approved. */
    done: count,
    left: z.object({
      procedures: z.array(z.object({ code: z.string(), edition: count, title: z.string() })),
      units: z.array(named),
    }),
  }),
  /** Procedures and units that came into force since, and those that are gone: `refresh` takes them over. */
  changed: count,
  hints: z.array(hint),
  /** Who is qualified to audit, and until when. */
  auditors: z.array(named.extend({ to: z.string() })),
});

export const AUDIT_PROGRAMMES: KindApi<z.infer<typeof wishes>, z.infer<typeof view>> = {
  kind: 'audit-programme',
  wish: wishes,
  view,
  brief: {
    view: z.object({ year: count, audits: count, required: count, planned: count }),
    of(body) {
      const programme = body as Programme;
      const { required, covered } = auditCoverage(programme.scopes, heldOf(programme));
      return { year: programme.year, audits: heldOf(programme).length, required, planned: covered };
    },
  },
  async complete(asked, record, agency, tools): Promise<ProgrammeCommand> {
    switch (asked.type) {
      case 'draft':
      case 'refresh':
        return { ...asked, scopes: await scopesOf(tools, agency) };
      case 'plan':
        return { ...asked, facts: await teamFacts(tools, agency, asked) };
      case 'close':
        return { ...asked, open: await stillOpen(record!.body as Programme, tools) };
      default:
        return asked;
    }
  },
  async show(record, id, tools) {
    const { runtime, names } = tools;
    const programme = record.body as Programme;
    const { scopes, year } = programme;
    const [rows, now, plans] = await Promise.all([
      auditsOfProgramme(runtime.pool, id),
      scopesOf(tools, record.agency),
      trainingPlans(runtime.pool, record.agency),
    ]);
    const qualified = auditorsFrom(qualificationsOf(plans), dateOf(runtime.now()));
    const byId = new Map(rows.map((row) => [row.id, row.body]));
    const planned = auditCoverage(scopes, heldOf(programme));
    const approved = rows.flatMap(({ body }) => (body.approved === null ? [] : [body]));
    return {
      year,
      procedures: [...scopes.procedures],
      units: [...scopes.units],
      audits: programme.audits.map(({ audit, opened: _opened, lead, team: others, ...plan }, entry) => {
        const body = audit === null ? undefined : byId.get(audit);
        const answers = Object.values(body?.answers ?? {});
        return {
          ...plan,
          entry,
          procedures: [...plan.procedures],
          units: [...plan.units],
          lead: names.officer(lead),
          team: others.map((one) => names.officer(one)),
          audit:
            (audit && {
              id: audit,
              status: body?.status ?? 'planned',
              findings: answers.filter(({ verdict }) => verdict === 'nonconformity').length,
              answered: answers.length,
              lines: body?.lines.length ?? 0,
            }) ||
            null,
        };
      }),
      coverage: {
        required: planned.required,
        planned: planned.covered,
        done: auditCoverage(scopes, approved).covered,
        left: { procedures: [...planned.left.procedures], units: [...planned.left.units] },
      },
      changed: programme.status === 'closed' ? 0 : changesBetween(scopes, now),
      hints: [...showHintsOf(rows.map(({ body }) => body))],
      auditors: [...qualified].map(([officer, to]) => ({ ...names.officer(officer), to })),
    };
  },
};

/** Today or later; until when, the longest. */
function auditorsFrom(held: readonly HeldQualification[], today: LocalDate): ReadonlyMap<string, LocalDate> {
  const until = new Map<string, LocalDate>();
  for (const { officer, what, to, withdrawn } of held) {
    if (what !== 'internal-audit' || withdrawn !== null || to < today) continue;
    if (to > (until.get(officer) ?? '')) until.set(officer, to);
  }
  return until;
}

async function stillOpen({ audits }: Programme, { runtime }: Tools): Promise<readonly string[]> {
  const loaded = await Promise.all(
    audits.flatMap(({ audit }) => (audit === null ? [] : [runtime.quality.load(audit)])),
  );
  return loaded.flatMap((one) => {
    if (one === undefined) return [];
    const { status, title } = one.body as Audit;
    return status === 'closed' || status === 'cancelled' ? [] : [title];
  });
}

type Scopes = Programme['scopes'];
function changesBetween(before: Scopes, after: Scopes): number {
  const [old, now] = [namesIn(before), namesIn(after)];
  return [...now].filter((name) => !old.has(name)).length + [...old].filter((name) => !now.has(name)).length;
}
const namesIn = ({ procedures, units }: Scopes): ReadonlySet<string> =>
  new Set([...procedures.map(({ code }) => code), ...units.map(({ id }) => id)]);
