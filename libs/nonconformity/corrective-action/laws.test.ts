/** Laws that hold whatever anybody tries: random people do random things to a nonconformity at random moments. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instant } from '#libs/calendar';
import { PEOPLES_COMMANDS, type NcCommand, type NcCommandType } from './commands.ts';
import { nextDue } from './due.ts';
import type { StageDue } from './events.ts';
import { foldNc } from './evolve.ts';
import { allowedOnNc } from './guards.ts';
import { MAX_EXTENSIONS } from './stages.ts';
import { DO, FIND, FOUND, LENT, PEOPLE, TestNc, type PersonName } from './testing/people.ts';

const NAMES = Object.keys(PEOPLE) as PersonName[];
const DAY_MS = 86_400_000;

const tally = fc
  .tuple(fc.nat(60), fc.nat(60))
  .map(([dossiers, some]) => ({ dossiers, deviating: Math.min(some, dossiers) }));
const period = { from: FOUND.since, to: FOUND.since };
const figures = fc
  .tuple(tally, tally)
  .map(([before, after]) => ({ before: { ...before, ...period }, after: { ...after, ...period } }));

const command: fc.Arbitrary<NcCommand> = fc.oneof(
  fc.constantFrom<NcCommand>(...Object.values(DO)),
  fc.constantFrom<NcCommand>(
    { ...DO.propose, measures: [], amendment: { procedure: 'QT.KHCN.01', above: 2 } },
    { type: 'note-edition', edition: 3, effectiveFrom: '2026-06-01' as never },
    { ...DO.judge, effective: false },
    { ...DO.review, owner: 'leader' },
    { type: 'remind' },
    { type: 'escalate', level: 1 },
    { type: 'escalate', level: 2 },
  ),
  figures.map((shown): NcCommand => ({ type: 'check', figures: shown })),
);

/** Somebody asks for something, some days later; or the way goes on as it should, so that all stages are met. */
interface Try {
  readonly who: PersonName;
  readonly command: NcCommand;
  readonly days: number;
  readonly follows: boolean;
}
const walks = fc.array(
  fc.record<Try>({
    who: fc.constantFrom(...NAMES),
    command,
    days: fc.constantFrom(0, 0, 1, 3, 10, 70),
    follows: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

const NEXT: Readonly<Record<string, readonly [PersonName, NcCommandType]>> = {
  review: ['secretary', 'review'],
  containment: ['an', 'contain'],
  analysis: ['an', 'analyse'],
  proposal: ['an', 'propose'],
  approval: ['deputy', 'approve'],
  action: ['an', 'complete'],
  verification: ['clock', 'check'],
  judgement: ['auditor', 'judge'],
};

function walk(tries: readonly Try[], look: (nc: TestNc) => void = () => undefined): TestNc {
  const nc = new TestNc().does('system', FIND);
  look(nc);
  for (const { who, command: wish, days, follows } of tries) {
    nc.now = new Date(Date.parse(nc.now) + days * DAY_MS).toISOString() as Instant;
    const [next, type] = (nc.state.status === 'open' && NEXT[nc.state.stage]) || (['an', 'contain'] as const);
    const planned = follows && type !== 'check' ? DO[type as keyof typeof DO] : wish;
    nc.try(follows ? next : who, planned);
    look(nc);
  }
  return nc;
}

/** Written from the brief, not from the guards: who plays which part. */
const MAY: Readonly<Record<(typeof PEOPLES_COMMANDS)[number], readonly (PersonName | 'owner')[]>> = {
  review: ['secretary', 'leader', 'deputy'],
  dismiss: ['secretary', 'leader', 'deputy'],
  'take-up-again': ['secretary', 'leader', 'deputy', 'auditor'],
  contain: ['owner'],
  analyse: ['owner'],
  propose: ['owner'],
  approve: ['leader', 'deputy'],
  'send-back': ['leader', 'deputy'],
  complete: ['owner'],
  judge: ['secretary', 'leader', 'deputy', 'auditor'],
  'open-again': ['secretary', 'leader', 'deputy', 'auditor'],
  'change-owner': ['secretary', 'leader', 'deputy'],
  'move-due': ['leader', 'deputy'],
};
const OTHERS_ONLY = new Set<NcCommandType>([
  'dismiss',
  'approve',
  'send-back',
  'judge',
  'open-again',
  'move-due',
]);

function isTheirs(
  type: (typeof PEOPLES_COMMANDS)[number],
  who: PersonName,
  owner: string | null,
  now: Instant,
) {
  const standsIn = who === 'chi' && owner === 'an' && LENT.from <= now && now < LENT.to;
  const owns = who === owner || standsIn;
  if (OTHERS_ONLY.has(type) && who === owner) return false;
  return MAY[type].some((part) => (part === 'owner' ? owns : part === who));
}

const ownerOf = ({ state }: TestNc): string | null => (state.status === 'none' ? null : state.nc.owner);

/** What everybody would be told who tried everything now. */
function answers({ state, now }: TestNc) {
  if (state.status === 'none') return [];
  return NAMES.flatMap((who) => {
    const allowed = allowedOnNc(state, PEOPLE[who], now);
    return PEOPLES_COMMANDS.map((type) => {
      const shadow = new TestNc();
      [shadow.state, shadow.now] = [state, now];
      return { who, type, allowed: allowed.includes(type), code: shadow.refusal(who, DO[type]) };
    });
  });
}

const NOT_BY_THE_OWNER = new Set([
  'NonconformityReviewed',
  'OwnerChanged',
  'ActionApproved',
  'ActionSentBack',
  'NonconformityDismissed',
  'EffectivenessJudged',
]);
const BEFORE_CLOSING = ['CauseAnalysed', 'ActionApproved', 'ActionDone'];

const rises = ({ remindAt, dueAt, escalateAt }: StageDue): boolean =>
  dueAt < escalateAt && (remindAt === null || remindAt < dueAt);

describe('whatever anybody tries', () => {
  it('every transition is refused to the wrong person', () => {
    fc.assert(
      fc.property(walks, (tries) => {
        const wrong: string[] = [];
        walk(tries, (nc) => {
          for (const { who, type, code } of answers(nc)) {
            const refused = code === 'not-your-part' || code === 'own-case';
            if (!refused && !isTheirs(type, who, ownerOf(nc), nc.now)) wrong.push(`${who} ${type} ${code}`);
          }
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('what is allowed is accepted or refused for what it says, and what is not allowed is refused', () => {
    fc.assert(
      fc.property(walks, (tries) => {
        const wrong: string[] = [];
        walk(tries, (nc) => {
          for (const { who, type, code, allowed } of answers(nc)) {
            const isAboutWho = ['not-your-part', 'own-case', 'wrong-stage'].includes(code ?? '');
            if (isAboutWho === allowed) wrong.push(`${who} ${type} ${code}`);
          }
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('a refusal changes nothing, the state is the fold of the events, and it is plain JSON', () => {
    fc.assert(
      fc.property(walks, (tries) => {
        const { state, events } = walk(tries);
        expect(foldNc(events)).toEqual(state);
        expect(foldNc(JSON.parse(JSON.stringify(events)))).toEqual(state);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
    );
  });

  it('nobody decides on a case of their own, and nothing closes but by later figures or by another person', () => {
    fc.assert(
      fc.property(walks, (tries) => {
        const wrong: string[] = [];
        let owner: string | null = null;
        let seen: string[] = [];
        for (const { event, by } of walk(tries).events) {
          if (event.type === 'NonconformityReviewed' || event.type === 'OwnerChanged')
            ({ owner } = event.body);
          if (NOT_BY_THE_OWNER.has(event.type) && by === owner) wrong.push(`${event.type} by its owner`);
          if (event.type === 'NonconformityClosed') {
            if (!/^Effectiveness(Checked|Judged)$/.test(seen.at(-1) ?? ''))
              wrong.push(`closed after ${seen.at(-1)}`);
            wrong.push(...BEFORE_CLOSING.filter((type) => !seen.includes(type)));
          }
          if (event.type === 'NonconformityOpenedAgain') seen = [];
          seen.push(event.type);
        }
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('the clock speaks at most thrice a stage, in order, and the period is extended a bounded number of times', () => {
    fc.assert(
      fc.property(walks, (tries) => {
        const { events, state } = walk(tries);
        const wrong: string[] = [];
        let [spoken, checks] = [0, 0];
        for (const { event } of events) {
          if ('opens' in event.body && event.body.opens) {
            if (!rises(event.body.opens.due)) wrong.push(`${event.type} opens with dates that don't rise`);
            spoken = 0;
          }
          if (event.type === 'StageReminded' || event.type === 'StageEscalated') spoken += 1;
          if (event.type === 'ActionDone') checks = 0;
          if (event.type === 'EffectivenessChecked') checks += 1;
          if (spoken > 3 || checks > MAX_EXTENSIONS + 1) wrong.push(`${spoken} times, ${checks} checks`);
        }
        expect(wrong).toEqual([]);
        const stage = state.status === 'open' ? state.stage : null;
        const kind = nextDue(state)?.kind;
        expect({
          stage,
          checks: kind === 'check',
          none: state.status !== 'open' && kind !== undefined,
        }).toEqual({
          stage,
          checks: stage === 'verification',
          none: false,
        });
      }),
    );
  });
});
