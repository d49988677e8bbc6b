import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '#libs/calendar';
import { progressBy } from '#libs/scoring';
import {
  catalogueOn,
  certificatesOn,
  coverageOn,
  decideProgramme,
  decideQms,
  evolveQms,
  figuresOfCoverage,
  figuresOfRecord,
  foldQms,
  milestonesOf,
  NO_PROGRAMME,
  NO_RECORD,
  remindersOn,
  stageOf,
  type CoveringEdition,
  type QmsEntry,
  type QmsState,
} from '#libs/qms';

const date = (text: string): LocalDate => text as LocalDate;
const TODAY = date('2026-11-22');
const basis = { number: '12/QĐ', date: date('2026-01-05') };
type Bare<Entry> = Entry extends QmsEntry ? Omit<Entry, 'on' | 'basis'> : never;
const entry = (on: string, what: Bare<QmsEntry>): QmsEntry => ({ ...what, on: date(on), basis });

const audit = (on: string, covered = 10): QmsEntry =>
  entry(on, {
    type: 'InternalAuditHeld',
    scopes: 10,
    scopesCovered: covered,
    independent: true,
    findings: 2,
  });
const review = (on: string): QmsEntry =>
  entry(on, {
    type: 'ManagementReviewHeld',
    inputsRequired: 12,
    inputsGiven: 11,
    decisions: 4,
    decisionsAssigned: 3,
  });
const LIFE: readonly QmsEntry[] = [
  entry('2024-01-10', { type: 'SystemBuildingBegun' }),
  entry('2024-05-10', { type: 'SystemBuilt' }),
  entry('2024-06-01', { type: 'SystemApplied' }),
  audit('2024-09-01'),
  review('2024-10-01'),
  entry('2024-11-01', { type: 'ConformityDeclared', standard: 'TCVN ISO 9001:2015', scope: '63 thủ tục' }),
];

const after = (...entries: readonly QmsEntry[]): QmsState => foldQms(entries);
function refusalOf(state: QmsState, one: QmsEntry): string {
  const decision = decideQms(state, { type: 'record', entry: one }, TODAY);
  return decision.ok ? 'recorded' : decision.refusal.code;
}

describe("a system's life", () => {
  it('goes its way in order, whatever the order of writing down', () => {
    expect(stageOf(after())).toBeNull();
    expect(stageOf(after(...LIFE))).toBe('declared');
    expect(stageOf(after(...LIFE.toReversed()))).toBe('declared');
    expect(milestonesOf(after(...LIFE)).at(-1)).toEqual({ milestone: 'declared', on: '2024-11-01' });
  });

  it.each([
    ['stage-out-of-order', after(), entry('2024-05-10', { type: 'SystemApplied' })],
    ['stage-out-of-order', after(...LIFE.slice(0, 3)), review('2024-10-01')],
    [
      'stage-out-of-order',
      after(LIFE[0]!),
      entry('2024-05-10', { type: 'SystemRecognised', recogniser: 'BCĐ' }),
    ],
    ['stage-out-of-order', after(...LIFE), audit('2024-05-20')],
    ['in-the-future', after(...LIFE), entry('2026-12-01', { type: 'SystemMaintained' })],
    [
      'not-maintained',
      after(...LIFE, audit('2025-09-01')),
      entry('2025-11-01', { type: 'SystemMaintained' }),
    ],
    ['part-over-whole', after(...LIFE), audit('2025-09-01', 11)],
    ['dates-reversed', after(), entry('2025-01-01', { type: 'BoardAppointed', until: date('2024-12-31') })],
    [
      'unknown-certificate',
      after(),
      entry('2025-01-01', { type: 'CertificateSurveyed', certificate: 'X', outcome: 'kept' }),
    ],
  ])('refuses %s', (code, state, one) => {
    expect(refusalOf(state, one)).toBe(code);
  });

  it('withdraws what was written by mistake, unless something rests on it', () => {
    const state = after(...LIFE);
    const withdraw = (no: number) =>
      decideQms(state, { type: 'withdraw', entry: no, reason: 'nhập nhầm' }, TODAY);
    expect(withdraw(3)).toMatchObject({ ok: false, refusal: { code: 'stage-out-of-order' } });
    expect(withdraw(99)).toMatchObject({ ok: false, refusal: { code: 'unknown-entry' } });
    const done = withdraw(6);
    expect(done.ok && stageOf(done.events.reduce(evolveQms, state))).toBe('reviewed');
  });
});

describe('a certificate', () => {
  const issued = entry('2024-12-10', {
    type: 'CertificateIssued',
    certificate: 'HT-1',
    body: 'QUACERT',
    standard: 'TCVN ISO 9001:2015',
    until: date('2027-12-09'),
  });

  it('is surveyed every twelve months, announced and said to be overdue once each', () => {
    let state = after(issued);
    expect(certificatesOn(state, TODAY)[0]).toMatchObject({ state: 'valid', nextSurveillance: '2025-12-10' });
    const given: number[] = [];
    for (const today of [
      '2025-11-09',
      '2025-11-10',
      '2025-11-11',
      '2025-12-05',
      '2025-12-11',
      '2025-12-20',
    ]) {
      const decision = decideQms(state, { type: 'remind' }, date(today));
      if (!decision.ok) continue;
      state = decision.events.reduce(evolveQms, state);
      given.push(...remindersGiven(decision.events));
    }
    expect(given).toEqual([30, 7, -1]);
    state = evolveQms(
      state,
      entry('2025-12-15', { type: 'CertificateSurveyed', certificate: 'HT-1', outcome: 'kept' }),
    );
    expect(certificatesOn(state, TODAY)[0]!.nextSurveillance).toBe('2026-12-15');
    expect(remindersOn(state, date('2026-11-01'))).toEqual([]);
  });
});

const remindersGiven = (events: readonly { readonly type: string }[]): number[] =>
  events.map((event) => (event as unknown as { daysBefore: number }).daysBefore);

describe('the catalogue', () => {
  const tthc = (code: string, fate: 'new' | 'amended' | 'abolished') => ({
    code,
    name: `Thủ tục ${code}`,
    field: 'Đất đai',
    fate,
  });
  const first = entry('2026-01-10', {
    type: 'CatalogueRevised',
    lines: [tthc('1.1', 'new'), tthc('1.2', 'new'), tthc('1.3', 'new')],
  });
  const second = entry('2026-03-02', {
    type: 'CatalogueRevised',
    lines: [tthc('1.1', 'amended'), tthc('1.3', 'abolished'), tthc('1.4', 'new')],
  });
  const edition = (
    code: string,
    tthcCodes: string[],
    from: string,
    until: string | null,
  ): CoveringEdition => ({
    code,
    edition: 1,
    tthcCodes,
    from: date(from),
    until: until === null ? null : date(until),
  });
  const days = (from: LocalDate, to: LocalDate): number =>
    Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

  it('says what became of each procedure, and what no ISO procedure covers', () => {
    const state = after(first, second);
    expect(catalogueOn(state, date('2026-01-09'))).toBeUndefined();
    expect(catalogueOn(state, date('2026-04-01'))!.map(({ code }) => code)).toEqual(['1.1', '1.2', '1.4']);
    const editions = [
      edition('QT.1', ['1.1'], '2025-01-01', '2026-03-10'),
      edition('QT.1b', ['1.1'], '2026-03-10', null),
      edition('QT.3', ['1.3'], '2025-01-01', null),
    ];
    const period = { from: date('2026-02-01'), on: date('2026-05-31') };
    const coverage = coverageOn(state, editions, period, days)!;
    expect(coverage.tthc.map(({ by }) => by?.code ?? null)).toEqual(['QT.1b', null, null]);
    expect(
      coverage.changes.map(({ code, lagWorkingDays, inTime }) => [code, lagWorkingDays, inTime]),
    ).toEqual([
      ['1.1', 8, true],
      ['1.4', 90, false],
    ]);
    expect(coverage.abolishedButInForce).toEqual(['1.3']);
    expect(figuresOfCoverage(coverage)).toEqual({
      tthc_announced: 3,
      tthc_with_procedure: 1,
      tthc_changes: 2,
      tthc_changes_followed_in_time: 1,
    });
  });

  it('refuses a revision that does not fit the one before', () => {
    const again = entry('2026-04-01', { type: 'CatalogueRevised', lines: [tthc('1.1', 'new')] });
    expect(refusalOf(after(first), again)).toBe('catalogue-twice');
    const strange = entry('2026-04-01', { type: 'CatalogueRevised', lines: [tthc('9.9', 'amended')] });
    expect(refusalOf(after(first), strange)).toBe('catalogue-unknown');
  });
});

describe('the figures of a record', () => {
  const year = { from: date('2026-01-01'), to: date('2026-12-31') };

  it('know nothing of records that were never kept', () => {
    expect(figuresOfRecord(NO_RECORD, year)).toEqual({});
  });

  it('count what was kept, and zero where it lacks', () => {
    const state = after(...LIFE, audit('2026-09-01', 6), audit('2026-10-01', 6));
    expect(figuresOfRecord(state, year)).toEqual({
      audits_held: 2,
      audit_scopes: 10,
      audit_scopes_covered: 10,
      audits_independent: 2,
      reviews_held: 0,
      review_inputs_required: 0,
      review_inputs_given: 0,
      review_decisions: 0,
      review_decisions_assigned: 0,
    });
  });
});

describe('the roll-out', () => {
  /** facts.md, Bắc Giang 2015: extended or upgraded, recognised, declared: 40, then 45 of 48. */
  it('counts 40, then 45 of 48 agencies by date', () => {
    const wanted = [['extended', 'upgraded'], ['recognised'], ['declared']] as const;
    const population = Array.from({ length: 48 }, (_, index) => `cq-${index + 1}`);
    const lives = population.slice(0, 45).map((agency, index): [string, QmsState] => {
      const month = index < 40 ? '2015-04' : '2015-05';
      return [
        agency,
        after(
          ...LIFE.slice(0, 5).map((one) => ({ ...one, on: date(one.on.replace('2024', '2014')) })),
          entry(
            `${month}-10`,
            index % 2 === 0
              ? { type: 'SystemExtended', scope: 'toàn bộ' }
              : { type: 'SystemUpgraded', standard: 'TCVN ISO 9001:2008' },
          ),
          entry(`${month}-20`, { type: 'SystemRecognised', recogniser: 'Trưởng Ban chỉ đạo' }),
          entry(`${month}-28`, { type: 'ConformityDeclared', standard: 'TCVN ISO 9001:2008', scope: '' }),
        ),
      ];
    });
    const reached = lives.flatMap(([agency, state]) =>
      milestonesOf(state).map(({ milestone, on }) => ({ agency, milestone, on })),
    );
    expect(progressBy('2015-04-30', wanted, population, reached)).toMatchObject({ reached: 40, of: 48 });
    expect(progressBy('2015-05-31', wanted, population, reached)).toMatchObject({
      reached: 45,
      percent: 93.75,
    });
    const target = {
      id: 'thang-5',
      title: 'Đến hết tháng 5',
      by: date('2015-05-31'),
      wanted,
      population,
      share: 100,
      basis,
    };
    expect(decideProgramme(NO_PROGRAMME, { type: 'set-target', target }).ok).toBe(true);
    const empty = { ...target, population: [] };
    expect(decideProgramme(NO_PROGRAMME, { type: 'set-target', target: empty })).toMatchObject({
      ok: false,
      refusal: { code: 'empty-target' },
    });
  });
});

it('docs/terms.md has every event and refusal of a record', () => {
  const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
  const terms = read('../../docs/terms.md');
  const events = [...read('./events.ts').matchAll(/readonly type: '(\w+)'/g)].map(([, name]) => name!);
  const policies = read('./policies.ts');
  const [codes = ''] = policies.slice(policies.indexOf('QmsRefusalCode =')).split(';');
  const refusals = [...codes.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name!);
  expect([events.length, refusals.length]).toEqual([26, 15]);
  expect([...events, ...refusals].filter((name) => !terms.includes(`\`${name}\``))).toEqual([]);
});
