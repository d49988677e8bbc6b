import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '#libs/calendar';
import type { KeptRecord } from '../records/kept.ts';
import { NAMES, TestRecord, type PersonName } from '../testing/people.ts';
import { figuresOfRisks } from './figures.ts';
import { riskOfForecast, riskOfPlan, riskOfRecurrence, type RecurringCause } from './propose.ts';
import { levelOf, RISK, type Risk, type RiskCommand, type RiskFound } from './risk.ts';

const day = (text: string): LocalDate => text as LocalDate;
const FOUND: RiskFound = {
  nature: 'risk',
  title: 'Thiếu người thụ lý',
  description: 'Hồ sơ dồn cuối tháng',
  source: 'process',
  ref: null,
  procedure: null,
  likelihood: 4,
  impact: 5,
};
const PROPOSE: RiskCommand = { type: 'propose', ...FOUND };
const ACCEPT: RiskCommand = { type: 'accept', owner: 'an', reviewOn: day('2026-06-30') };
const PLAN: RiskCommand = { type: 'plan', what: 'Thêm người', by: day('2026-04-30') };
const DONE: RiskCommand = { type: 'complete', action: 0, result: 'Đã thêm' };
const ASSESS: RiskCommand = {
  type: 'assess',
  likelihood: 2,
  impact: 5,
  note: 'Đã giảm',
  reviewOn: day('2026-12-31'),
};
const CLOSE: RiskCommand = { type: 'close', reason: 'Không còn' };
const proposed = () => new TestRecord<Risk, RiskCommand>(RISK).does('binh', PROPOSE);
const open = () => proposed().does('secretary', ACCEPT);

describe('a risk', () => {
  it('is proposed, taken, acted upon, assessed again and closed', () => {
    const one = proposed();
    expect(RISK.dutiesOf(one.body)).toEqual([]);
    expect(one.refusal('secretary', { ...ACCEPT, reviewOn: day('2026-03-02') })).toBe('date-passed');
    expect(one.refusal('secretary', { ...ACCEPT, owner: 'auditor' })).toBe('not-an-officer');
    one.does('secretary', ACCEPT).does('chi', PLAN);
    expect(one.refusal('leader', CLOSE)).toBe('action-open');
    expect(RISK.dutiesOf(one.body).map(({ key, owner, due }) => [key, owner, due])).toEqual([
      ['action-0', 'an', '2026-04-30'],
      ['review-2026-06-30', 'an', '2026-06-30'],
    ]);
    one.does('an', DONE).does('an', ASSESS);
    expect(one.refusal('an', DONE)).toBe('no-open-action');
    expect(levelOf(one.body)).toBe(10);
    expect(one.body.assessments).toHaveLength(2);
    expect(one.does('leader', CLOSE).status).toBe('closed');
  });

  it('is in the figures once it is taken, and in the year in which something was written into it', () => {
    const kept = (record: { readonly body: Risk }): KeptRecord<Risk> => ({
      id: 'r',
      kind: 'risk',
      title: '',
      openedOn: day('2026-03-02'),
      body: record.body,
    });
    const period = { from: day('2026-01-01'), to: day('2026-12-31') };
    expect(figuresOfRisks([kept(proposed())], period)).toMatchObject({
      risk_register_made: { value: false },
    });
    expect(figuresOfRisks([kept(open())], period)).toEqual({
      risk_register_made: { value: true, of: ['r'] },
      risk_register_updated: { value: true, of: ['r'] },
    });
    const next = { from: day('2027-01-01'), to: day('2027-12-31') };
    expect(figuresOfRisks([kept(open())], next)).toMatchObject({
      risk_register_made: { value: true },
      risk_register_updated: { value: false },
    });
  });
});

describe('what a system proposes', () => {
  const cause: RecurringCause = {
    agency: 'skhcn',
    policy: 'step-late',
    procedure: 'QT.KHCN.01',
    step: 'B3',
    title: 'Bước trễ hạn',
    severity: 'major',
    times: 2,
    code: 'KPH-0031/2026',
  };

  it('is what comes back, and the more often the likelier', () => {
    expect(riskOfRecurrence({ ...cause, times: 1 })).toBeUndefined();
    const [twice, thrice] = [riskOfRecurrence(cause)!, riskOfRecurrence({ ...cause, times: 3 })!];
    expect(twice.found).toMatchObject({
      title: 'Lặp lại: Bước trễ hạn, QT.KHCN.01 B3',
      ref: 'KPH-0031/2026',
      likelihood: 4,
      impact: 4,
    });
    expect([thrice.key, thrice.found.likelihood]).toEqual([twice.key, 5]);
  });

  it('is what a plan names, each once', () => {
    const named = { ...cause, nonconformity: 'n', risk: 'Người mới chưa được đào tạo' };
    expect(riskOfPlan(named).found.title).toBe('Người mới chưa được đào tạo');
    expect(riskOfPlan({ ...named, risk: 'Khác' }).key).not.toBe(riskOfPlan(named).key);
  });

  it('is a procedure of which more are expected late than may be, once a quarter', () => {
    const forecast = { agency: 'skhcn', procedure: 'QT.KHCN.01', dossiers: 10, expectedLate: 4 };
    expect(riskOfForecast({ ...forecast, expectedLate: 3 }, day('2026-03-02'))).toBeUndefined();
    expect(riskOfForecast({ ...forecast, dossiers: 4 }, day('2026-03-02'))).toBeUndefined();
    const key = (on: string) => riskOfForecast(forecast, day(on))!.key;
    expect(key('2026-03-31')).toBe(key('2026-01-01'));
    expect(key('2026-04-01')).not.toBe(key('2026-03-31'));
    expect(riskOfForecast(forecast, day('2026-03-02'))!.found.description).toContain('40%');
  });

  it('fits the register however long its words are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (risk) => {
        const { title } = riskOfPlan({ ...cause, nonconformity: 'n', risk }).found;
        expect(title.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

/** Written from the rules, not from the guards: An has it, Chi stands in. */
const MAY: Readonly<Record<RiskCommand['type'], readonly PersonName[]>> = {
  propose: ['secretary', 'leader', 'an', 'binh', 'chi', 'system'],
  register: ['secretary', 'leader'],
  accept: ['secretary', 'leader'],
  dismiss: ['secretary', 'leader'],
  plan: ['an', 'chi'],
  complete: ['an', 'chi'],
  assess: ['an', 'chi', 'secretary'],
  'hand-over': ['secretary', 'leader'],
  close: ['secretary', 'leader'],
};
const DO: readonly RiskCommand[] = [
  PROPOSE,
  { type: 'register', ...FOUND, owner: 'an', reviewOn: day('2026-06-30') },
  ACCEPT,
  PLAN,
  DONE,
  ASSESS,
  CLOSE,
  { type: 'dismiss', reason: 'Trùng' },
];

it('every transition is refused to the wrong person, and a refusal changes nothing', () => {
  const step = fc.record({ who: fc.constantFrom(...NAMES), command: fc.constantFrom(...DO) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (asked) => {
      const one = new TestRecord<Risk, RiskCommand>(RISK);
      for (const { who, command } of asked) {
        const before = one.record;
        const offered = one.allowed(who);
        const answer = one.try(who, command);
        expect(answer.ok && !MAY[command.type].includes(who)).toBe(false);
        expect(answer.ok && before !== null && !offered.includes(command.type)).toBe(false);
        expect(!answer.ok && one.record !== before).toBe(false);
      }
    }),
  );
});
