/** The people of one agency who lead a nonconformity to its end, and figures as the test wants them. */
import type { Actor, SystemRole } from '#libs/access';
import { NATIONAL_CALENDAR, workCalendar, type Instant } from '#libs/calendar';
import {
  createNonconformityCommands,
  type NcOutcome,
  type NcWish,
  type NonconformityCommands,
} from '#libs/commands';
import { commandIdOf, requestHashOf, type Ledger } from '#libs/ledger';
import type { OpenNc, Tally } from '#libs/nonconformity/corrective-action';

export const AGENCY = 'so-khcn';
const CAUSE = { policy: 'step-late', procedure: 'QT.KHCN.01', step: 'B3' } as const;
const NOTHING_ELSEWHERE = { agencies: 0, dossiers: 0 };

const person = (officer: string, roles: readonly SystemRole[]): Actor => ({
  kind: 'officer',
  officer,
  account: officer,
  agency: AGENCY,
  unit: `${AGENCY}/p1`,
  systemRoles: ['officer', ...roles],
  roles: [],
  substitutions: [],
  organisationVersion: 1,
});
export const SECRETARY = person('thu-ky', ['iso-secretary']);
export const LEADER = person('giam-doc', ['supervisor']);
export const OWNER = person('truong-phong', []);

export interface Figures {
  before: Tally;
  after: Tally;
}

export interface Case {
  readonly commands: NonconformityCommands;
  find(nth?: number): Promise<string>;
  does(actor: Actor, id: string, command: NcWish): Promise<NcOutcome>;
  open(id: string): Promise<OpenNc>;
  statusOf(id: string): Promise<string>;
}

let sent = 0;

export function createCase(ledger: Ledger, now: () => Instant, figures: Figures): Case {
  const commands = createNonconformityCommands({
    ledger,
    now,
    calendarOf: () => workCalendar(NATIONAL_CALENDAR),
    worksIn: () => true,
    refresh: () => Promise.resolve(),
    figures: {
      recordsOf: () => Promise.resolve([]),
      latestEdition: () => Promise.resolve(1),
      similarTo: (_cause, from, to) => Promise.resolve({ from, to, here: [], elsewhere: NOTHING_ELSEWHERE }),
      effectOn: (_cause, { from, split, to }) =>
        Promise.resolve({
          before: { ...figures.before, from, to: split },
          after: { ...figures.after, from: split, to },
        }),
    },
  });
  const asked = () => {
    sent += 1;
    return { commandId: commandIdOf('test', `${sent}`), requestHash: requestHashOf({ sent }) };
  };
  return {
    commands,
    async find(nth = 1) {
      const outcome = await commands.raise({
        ...asked(),
        actor: { kind: 'system', name: 'detectors' },
        agency: AGENCY,
        source: 'detector',
        severity: 'minor',
        title: 'Bước trễ hạn',
        description: '',
        cause: { ...CAUSE, step: `B${nth}` },
        threshold: null,
        since: now(),
        evidence: [],
      });
      if (outcome.kind !== 'recorded') throw new Error(outcome.kind);
      return outcome.id;
    },
    async does(actor, id, command) {
      const outcome = await commands.act({ id, command, actor, ...asked() });
      if (!('state' in outcome)) throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
      return outcome;
    },
    async open(id) {
      const { state } = await commands.load(id);
      if (state.status !== 'open') throw new Error(`it is ${state.status}`);
      return state;
    },
    statusOf: async (id) => (await commands.load(id)).state.status,
  };
}

const FILE = { sha256: 'a'.repeat(64), name: 'bien-ban.pdf', mediaType: 'application/pdf', bytes: 9 };

/** From the analysis to done, as it should go. */
export async function correct(one: Case, id: string): Promise<void> {
  await one.does(OWNER, id, { type: 'analyse', whys: ['một', 'hai', 'ba'], rootCause: 'thiếu người' });
  const measures = [{ what: 'thêm người', officer: 'truong-phong', by: '2999-12-31' as never }];
  await one.does(OWNER, id, { type: 'propose', measures, amends: null, risks: [] });
  await one.does(LEADER, id, { type: 'approve', note: '' });
  await one.does(OWNER, id, { type: 'complete', what: 'đã thêm', files: [FILE] });
}
