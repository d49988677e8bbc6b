import { describe, expect, it } from '@jest/globals';
import { checkEdition, ROLES, sumFields, sumOfEdition, UNITS } from '#libs/procedure';
import { shippedEditions } from '#libs/catalogue';

const editions = shippedEditions();
const byCode = new Map(editions.map((edition) => [edition.code, edition]));

describe('Shipped procedures', () => {
  it('are at least 16, each with a code of its own', () => {
    expect(editions.length).toBeGreaterThanOrEqual(16);
    expect(byCode.size).toBe(editions.length);
  });

  it.each(editions.map((edition) => [edition.code, edition] as const))(
    '%s can be published',
    (_, edition) => {
      expect(checkEdition(edition).filter((finding) => finding.severity === 'error')).toEqual([]);
    },
  );

  it('warn only where the decision itself is unclear', () => {
    const warned = editions.flatMap((edition) =>
      checkEdition(edition).map((f) => `${edition.code} ${f.code}`),
    );
    expect(warned).toEqual([
      'QT.BTXH.02 composite-total',
      'QT.CV.01 no-deadline',
      'QT.CV.02 unreadable-time',
    ]);
  });

  it('use every role and unit of the vocabulary', () => {
    const steps = editions.flatMap((edition) => edition.steps);
    expect(new Set(steps.map((step) => step.role))).toEqual(new Set(Object.keys(ROLES)));
    expect(new Set(steps.map((step) => step.unit))).toEqual(new Set(Object.keys(UNITS)));
  });

  it('never let the one who appraised approve, where another person approves', () => {
    for (const edition of editions) {
      expect(edition.steps.some((step) => step.returnsTo.length > 0 || step.otherPersonThan)).toBe(true);
    }
  });

  it.each([
    ['QT.KHCN.01', { sumWorkingMinutes: 5 * 480 }],
    ['QT.KHCN.02', { sumCalendarDays: 27 }],
    ['QT.KHCN.03', { sumCalendarDays: 63 }],
    ['QT.BTXH.01', { sumWorkingMinutes: 8 * 480 }],
    ['QT.NCC.01', { sumWorkingMinutes: 40 * 60 }],
    ['QT.TG.01', { sumWorkingMinutes: 30 * 480 }],
    ['QT.DT.01', { sumCalendarDays: 17 }],
    ['QT.HT.01', { sumWorkingMinutes: 3 * 480 }],
    ['QT.DEMO.01', { sumWorkingMinutes: 10 }],
  ])('%s adds up', (code, sum) => {
    const edition = byCode.get(code);
    expect(edition && sumFields({ ...sumOfEdition(edition) })).toEqual(sum);
  });
});
