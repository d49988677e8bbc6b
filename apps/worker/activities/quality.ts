/** What the daily look at the quality system's records has done: each thing by a command, each once. */
import type { QualityActivities } from '#workflows';

export interface QualityPorts {
  readonly quality: {
    readonly toRemind: () => Promise<readonly string[]>;
    readonly remind: (id: string) => Promise<number>;
    readonly toMeasure: () => Promise<readonly string[]>;
    readonly measure: (id: string) => Promise<number>;
    readonly proposeRisks: () => Promise<number>;
  };
}

export function createQualityActivities({ quality }: QualityPorts): QualityActivities {
  return {
    recordsToRemind: quality.toRemind,
    remindOfRecords: (ids) => sumOf(ids, quality.remind),
    objectivesToMeasure: quality.toMeasure,
    measureObjectives: (ids) => sumOf(ids, quality.measure),
    proposeRisks: quality.proposeRisks,
  };
}

/** Whatever fails is tried again, after all others. */
async function sumOf(ids: readonly string[], of: (id: string) => Promise<number>): Promise<number> {
  let sum = 0;
  const failures: unknown[] = [];
  for (const id of ids) {
    try {
      sum += await of(id);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return sum;
}
