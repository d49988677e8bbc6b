/** The people of one agency who hold an internal audit, on a ledger of the test's. */
import type { Actor } from '#libs/access';
import { addDays, dateOf, NATIONAL_CALENDAR, workCalendar, type Instant } from '#libs/calendar';
import { createQualityCommands, type NonconformityCommands, type QualityCommands } from '#libs/commands';
import { commandIdOf, requestHashOf, type Ledger } from '#libs/ledger';
import { stageOf, type Audit, type AuditCommand } from '#libs/quality';
import type { AuditPorts } from '../../apps/worker/activities/audit.ts';
import { AGENCY, OWNER as LEAD, SECRETARY } from './people-of-corrective-action.ts';

export { LEAD };

const PROGRAMME = '7e2d2b1a-3f4c-4d5e-8a6b-9c0d1e2f3a4b';
const FREE = { conflicts: [], unqualified: [] };
const DAYS_AHEAD = 30;
let sent = 0;

export interface AuditCase {
  readonly audits: AuditPorts['audits'];
  open(): Promise<string>;
  /** From planned to reported, with one finding; its clock has to stand on its first day or later. */
  report(id: string): Promise<void>;
  does(actor: Actor, id: string, command: AuditCommand): Promise<void>;
  audit(id: string): Promise<Audit>;
  stage(id: string): Promise<ReturnType<typeof stageOf>>;
  typesOf(id: string): Promise<readonly string[]>;
}

/** @param daysAhead of the first day on the spot. */
export function createAuditCase(
  ledger: Ledger,
  now: () => Instant,
  nonconformities: Pick<NonconformityCommands, 'raise'>,
  daysAhead = 0,
): AuditCase {
  const quality: QualityCommands = createQualityCommands({
    ledger,
    now,
    calendarOf: () => workCalendar(NATIONAL_CALENDAR),
    worksIn: () => true,
    refresh: () => Promise.resolve(),
  });
  const asked = () => {
    sent += 1;
    return { commandId: commandIdOf('audit test', `${sent}`), requestHash: requestHashOf({ sent }) };
  };
  const audit = async (id: string): Promise<Audit> => (await quality.load(id))!.body as Audit;
  const does = async (actor: Actor, id: string, command: AuditCommand): Promise<void> => {
    const outcome = await quality.act({ id, actor, command, ...asked() });
    if (!('state' in outcome)) throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
  };
  return {
    audits: { quality, nonconformities, now },
    audit,
    does,
    stage: async (id) => stageOf(await audit(id)),
    typesOf: async (id) => (await ledger.load(id)).map(({ type }) => type),
    async open() {
      const today = dateOf(now());
      const first = addDays(today, daysAhead);
      const command: AuditCommand = {
        type: 'open',
        programme: PROGRAMME,
        entry: 0,
        title: 'Đánh giá một cửa',
        procedures: ['QT.KHCN.01'],
        units: [],
        from: first,
        to: first,
        covers: { from: addDays(today, -DAYS_AHEAD), to: addDays(today, -1) },
        lead: 'truong-phong',
        team: [],
        facts: FREE,
      };
      const outcome = await quality.open({
        kind: 'audit',
        agency: AGENCY,
        actor: SECRETARY,
        command,
        ...asked(),
      });
      if (!('state' in outcome)) throw new Error(JSON.stringify(outcome));
      return outcome.id;
    },
    async report(id) {
      const line = { id: 'p-deadline', clause: '8.5.1', vi: 'Đúng hạn', en: 'In time' };
      await does(LEAD, id, {
        type: 'prepare',
        checklist: { code: 'iso-9001', edition: 1 },
        lines: [{ ...line, procedure: 'QT.KHCN.01', step: null, unit: null }],
        sample: { seed: 's', asOf: now(), draws: [] },
        facts: FREE,
      });
      await does(LEAD, id, { type: 'begin', note: '' });
      await does(LEAD, id, {
        type: 'answer',
        line: line.id,
        verdict: 'nonconformity',
        severity: 'minor',
        evidence: 'Trễ không xin lỗi',
        dossier: null,
        event: null,
        files: [],
      });
      const said = { conclusion: 'Có một điểm', strengths: '', meeting: 'Đã họp' };
      await does(LEAD, id, { type: 'report', ...said, facts: FREE });
    },
  };
}
