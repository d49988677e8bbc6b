/** Objectives measure themselves: for each month that is over, the formula over the figures as they were known at its end. */
import type { Actor } from '#libs/access';
import { dateOf, type LocalDate } from '#libs/calendar';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { monthsToMeasure, type Objective, type ObjectiveCommand } from '#libs/quality';
import { measureFigure, type MeasuredFigure } from '#libs/scoring';
import type { Runtime } from './runtime.ts';

const OBJECTIVES: Actor = { kind: 'system', name: 'objectives' };

/** Measures what is missing; answers how many months that were. Safe to repeat: a month is measured once. */
export async function measureObjective(
  { quality, metrics, now }: Pick<Runtime, 'quality' | 'metrics' | 'now'>,
  id: string,
): Promise<number> {
  const record = await quality.load(id);
  if (record?.kind !== 'objective') return 0;
  const { agency } = record;
  const { formula, year } = record.body as Objective;
  let measured = 0;
  for (const { month, last, asOf } of monthsToMeasure(record.body as Objective, dateOf(now()))) {
    const period = { from: `${year}-01-01` as LocalDate, to: last };
    const figures = (await metrics.figuresOf([agency], period, asOf)).get(agency) ?? {};
    const found = measureFigure(formula, figures);
    const command: ObjectiveCommand = {
      type: 'measure',
      month,
      value: found.kind === 'value' ? found.value : null,
      lacks: lacksOf(found),
    };
    const outcome = await quality.act({
      id,
      actor: OBJECTIVES,
      command,
      commandId: commandIdOf(`measure ${id}`, month),
      requestHash: requestHashOf({ id, month }),
    });
    if (outcome.kind === 'busy') throw new Error(`others keep writing to ${id}`);
    if (outcome.kind === 'recorded') measured += 1;
  }
  return measured;
}

/** The metric that nobody has, or that there was nothing to take a share of. */
function lacksOf(found: MeasuredFigure): string | null {
  if (found.kind === 'value') return null;
  return found.kind === 'missing' ? found.metric : found.kind;
}
