/** An agency's sheet as it is printed. */
import type { AgencyScoreSheet } from '#libs/documents';
import type { Runtime } from '#libs/runtime';
import { ranking } from '#libs/scoring/year';
import type { OpenYear, Participant } from '#libs/scoring/year';
import { headOf } from './report.ts';
import { sheetOf } from './sheet-view.ts';

const RULES: Readonly<Record<string, string>> = {
  'review-only': 'chấm theo kết quả thẩm định',
  zero: 'không được điểm',
  deduct: 'bị trừ điểm',
};

export async function scoreSheetOf(
  runtime: Runtime,
  year: OpenYear,
  participant: Participant,
): Promise<AgencyScoreSheet> {
  const sheet = await runtime.scoring.loadSheet(year.plan.id, participant.agency);
  const { snapshot } = await runtime.organisation();
  const asOf = sheet.decided?.score.asOf ?? runtime.now();
  const figures =
    sheet.decided?.score.inputs.metrics ??
    (await runtime.metrics.figuresOf([participant.agency], year.plan.period, asOf)).get(participant.agency) ??
    {};
  const view = sheetOf({ year, participant, sheet, figures, figuresAsOf: asOf });
  const { totals, missed, decision } = view;
  const published = year.phase === 'frozen';
  const rank = ranking(year.plan, year.results).find(({ agency }) => agency === participant.agency)?.rank;
  return {
    head: headOf(snapshot, runtime.now(), 'Phiếu chấm điểm'),
    title: year.plan.title,
    agency: view.agency.name,
    set: { title: view.set.title, official: view.set.official, total: view.set.total },
    lines: view.criteria.map(({ key, name, max, points, explanation }) => ({
      key,
      name,
      max,
      self: points.self,
      reviewed: points.reviewed,
      verified: points.verified,
      final: points.final,
      explanation,
    })),
    adjustments: view.adjustments.map(({ name, points, reading }) => ({ name, points, reading })),
    totals: {
      self: totals.self,
      reviewed: totals.reviewed,
      verified: totals.verified,
      final: totals.final,
    },
    band: view.band,
    rank: published ? (rank ?? null) : null,
    missed: missed && (RULES[missed.rule] ?? missed.rule),
    decision: decision as AgencyScoreSheet['decision'],
    amendments: view.amendments.map(({ decision: of, reason, total }) => ({
      number: of.number,
      date: of.date as NonNullable<AgencyScoreSheet['decision']>['date'],
      reason,
      total,
    })),
  };
}
