/** Internal audits: what people send, and what they are shown. */
import { dateOf } from '#libs/calendar';
import { raiseFindings } from '#libs/commands';
import { codeOf } from '#libs/nonconformity/corrective-action';
import {
  AUDIT_STAGES,
  AUDIT_VERDICTS,
  SHOW_SIGNS,
  showHintsOf,
  stageOf,
  type Audit,
  type AuditCommand,
  type Programme,
} from '#libs/quality';
import { sampledDossiers } from '#libs/read-models';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { z } from 'zod';
import { fileRef, files, id, reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { problem } from '../http/problem.ts';
import { checklistFor, sampleFor, teamFacts } from './audits-facts.ts';
import type { KindApi, Tools } from './kind.ts';
import { day, longText, wish } from './wishes.ts';

const MAX_EVIDENCE = 4_000;
const MAX_TEAM = 20;
const note = z.string().trim().max(MAX_EVIDENCE).default('');
const verdict = z.enum(AUDIT_VERDICTS);
const severity = z.enum(['major', 'minor']);
export const team = { lead: shortText, team: z.array(shortText).max(MAX_TEAM).default([]) };

const line = z.object({
  id: z.string(),
  clause: z.string(),
  vi: z.string(),
  en: z.string(),
  procedure: z.string().nullable(),
  step: z.string().nullable(),
  unit: named.nullable(),
  answer: z
    .object({
      verdict,
      severity: severity.nullable(),
      evidence: z.string(),
      dossier: z.string().nullable(),
      event: z.number().int().nullable(),
      files: z.array(fileRef),
      by: named,
      at: z.string(),
      nonconformity: z.object({ id: z.string(), code: z.string(), status: z.string() }).nullable(),
    })
    .nullable(),
});

export const hint = z.object({ sign: z.enum(SHOW_SIGNS), count: z.number().int() });
const conflict = z.object({
  officer: named,
  procedure: z.string().nullable(),
  unit: z.string().nullable(),
  steps: z.number().int(),
  dossier: z.string().nullable(),
});

const view = z.object({
  programme: z.object({ id: z.string(), title: z.string() }),
  procedures: z.array(z.string()),
  units: z.array(named),
  from: z.string(),
  to: z.string(),
  covers: z.object({ from: z.string(), to: z.string() }),
  lead: named,
  team: z.array(named),
  /** Does the one who asks belong to the team? */
  mine: z.boolean(),
  stage: z.object({ name: z.enum(AUDIT_STAGES), due: z.string(), escalated: z.boolean() }).nullable(),
  checklist: z.object({ code: z.string(), edition: z.number().int() }).nullable(),
  lines: z.array(line),
  sample: z
    .object({
      seed: z.string(),
      asOf: z.string(),
      draws: z.array(
        z.object({
          procedure: z.string(),
          population: z.number().int(),
          digest: z.string(),
          dossiers: z.array(
            z.object({
              id: z.string(),
              code: z.string().nullable(),
              receivedAt: z.string().nullable(),
              closedAt: z.string().nullable(),
              moments: z.array(z.object({ step: z.string(), at: z.string() })),
            }),
          ),
        }),
      ),
    })
    .nullable(),
  report: z
    .object({
      on: z.string(),
      conclusion: z.string(),
      strengths: z.string(),
      meeting: z.string(),
      conflicts: z.array(conflict),
    })
    .nullable(),
  approved: z.object({ on: z.string(), by: named }).nullable(),
  hints: z.array(hint),
});

const wishes = z.discriminatedUnion('type', [
  wish('open', { programme: id, entry: z.number().int().min(0) }),
  wish('staff', { ...team, reason }),
  wish('move', { from: day, to: day, reason }),
  wish('prepare', {}),
  wish('begin', { note }),
  wish('answer', {
    line: z.string().min(1).max(200),
    verdict,
    severity: severity.nullable().default(null),
    evidence: note,
    dossier: id.nullable().default(null),
    event: z.number().int().min(1).nullable().default(null),
    files,
  }),
  wish('report', { conclusion: longText, strengths: note, meeting: longText }),
  wish('approve', { note }),
  wish('send-back', { reason }),
  wish('close', { note }),
  wish('cancel', { reason }),
]);
type Wish = z.infer<typeof wishes>;

export const AUDITS: KindApi<Wish, z.infer<typeof view>> = {
  kind: 'audit',
  wish: wishes,
  view,
  brief: {
    view: z.object({
      from: z.string(),
      to: z.string(),
      findings: z.number().int(),
      answered: z.number().int(),
    }),
    of(body) {
      const { from, to, answers } = body as Audit;
      const given = Object.values(answers);
      const findings = given.filter((one) => one.verdict === 'nonconformity').length;
      return { from, to, findings, answered: given.length };
    },
  },
  async complete(asked, record, agency, tools): Promise<AuditCommand> {
    const audit = record?.body as Audit;
    switch (asked.type) {
      case 'open': {
        const plan = await plannedIn(asked.programme, asked.entry, agency, tools);
        return { ...asked, ...plan, facts: await teamFacts(tools, agency, plan) };
      }
      case 'staff':
        return { ...asked, facts: await teamFacts(tools, agency, { ...audit, ...asked }) };
      case 'prepare': {
        const [facts, made, sample] = await Promise.all([
          teamFacts(tools, agency, audit),
          checklistFor(tools, audit),
          sampleFor(tools, agency, audit),
        ]);
        return { ...asked, ...made, sample, facts };
      }
      case 'report':
        return { ...asked, facts: await teamFacts(tools, agency, audit) };
      case 'close': {
        const raised = await raisedBy(audit, tools);
        return {
          ...asked,
          open: [...raised.values()].flatMap((nc) => (nc.status === 'open' ? [nc.code] : [])),
        };
      }
      default:
        return asked;
    }
  },
  async after(asked, audit, tools) {
    if (asked.type === 'open') await noteOpened(asked, audit, tools);
    if (asked.type === 'report' || asked.type === 'approve') await raiseFindings(tools.runtime, audit);
  },
  async show(record, _id, tools) {
    const { runtime, me, names } = tools;
    const audit = record.body as Audit;
    const drawn = audit.sample?.draws.flatMap(({ dossiers }) => dossiers) ?? [];
    const [known, raised, programme] = await Promise.all([
      sampledDossiers(runtime.pool, drawn),
      raisedBy(audit, tools),
      runtime.quality.load(audit.programme),
    ]);
    const stage = stageOf(audit);
    const unknown = { code: null, receivedAt: null, closedAt: null, moments: [] };
    const { procedures, from, to, covers, checklist, sample, report, approved } = audit;
    return {
      procedures: [...procedures],
      from,
      to,
      covers,
      checklist,
      programme: { id: audit.programme, title: (programme?.body as Programme | undefined)?.title ?? '' },
      units: audit.units.map((unit) => names.unit(unit)),
      lead: names.officer(audit.lead),
      team: audit.team.map((one) => names.officer(one)),
      mine: [audit.lead, ...audit.team].includes(me.authorities.officer),
      stage: stage && { name: stage.name, due: stage.due, escalated: stage.escalated },
      lines: audit.lines.map(({ unit, ...one }) => {
        const answer = audit.answers[one.id];
        return {
          ...one,
          unit: unit === null ? null : names.unit(unit),
          answer: answer
            ? {
                verdict: answer.verdict,
                severity: answer.severity,
                evidence: answer.evidence,
                dossier: answer.dossier,
                event: answer.event,
                files: [...answer.files],
                by: names.officer(answer.by),
                at: answer.at,
                nonconformity: raised.get(one.id) ?? null,
              }
            : null,
        };
      }),
      sample: sample && {
        seed: sample.seed,
        asOf: sample.asOf,
        draws: sample.draws.map(({ dossiers, ...draw }) => ({
          ...draw,
          dossiers: dossiers.map((dossier) => {
            const found = known.get(dossier) ?? unknown;
            return { ...found, id: dossier, moments: [...found.moments] };
          }),
        })),
      },
      report: report && {
        ...report,
        conflicts: report.conflicts.map(({ name: _name, officer, ...one }) => ({
          ...one,
          officer: names.officer(officer),
        })),
      },
      approved: approved && { on: approved.on, by: names.officer(approved.by) },
      hints: [...showHintsOf([audit])],
    };
  },
};

/** The plan in its programme, which must be approved and wait for it. */
async function plannedIn(programme: string, entry: number, agency: string, { runtime }: Tools) {
  const record = await runtime.quality.load(programme);
  const body = record?.kind === 'audit-programme' && record.agency === agency ? record.body : undefined;
  const planned = (body as Programme | undefined)?.audits[entry];
  const { status } = (body as Programme | undefined) ?? { status: 'drafted' };
  if (!planned || planned.dropped !== null || status === 'drafted' || status === 'closed')
    throw problem(409, 'not-planned', 'Cuộc đánh giá này chưa có trong chương trình đã phê duyệt.');
  const { audit: _audit, opened: _opened, dropped: _dropped, ...plan } = planned;
  // What is opened late is held late: the days keep their length.
  const today = dateOf(runtime.now());
  return plan.from >= today ? plan : { ...plan, from: today, to: plan.to > today ? plan.to : today };
}

async function noteOpened(asked: Extract<Wish, { type: 'open' }>, audit: string, { runtime }: Tools) {
  const command = { type: 'note-opened', entry: asked.entry, audit };
  await runtime.quality.act({
    id: asked.programme,
    actor: { kind: 'system', name: 'internal-audit' },
    command,
    commandId: commandIdOf('audit opened', audit),
    requestHash: requestHashOf(command),
  });
}

/** By line: the nonconformity that came of it. */
export async function raisedBy(audit: Audit, { runtime }: Pick<Tools, 'runtime'>) {
  const found = await Promise.all(
    Object.entries(audit.findings).map(async ([of, nonconformity]) => {
      const { state } = await runtime.nonconformities.load(nonconformity);
      const code = state.status === 'none' ? '' : `${codeOf(state.nc)}/${state.nc.year}`;
      return [of, { id: nonconformity, code, status: state.status }] as const;
    }),
  );
  return new Map(found);
}
