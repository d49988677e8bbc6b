/** Checks a printed report against itself: parts and classes sum to the agencies, percentages are of what they say. */
import { z } from 'zod';
import { percentOf, type ClassCount } from './classify.ts';
import { Exact } from './exact.ts';
import { parseYaml } from './set-file/read.ts';
import type { Finding } from './types.ts';

const count = z.number().int().nonnegative();
const reportShape = z.object({
  id: z.string().default('unnamed'),
  title: z.string().default(''),
  source: z.string().default(''),
  total: count,
  /** What the total is made of. */
  population: z.array(z.object({ name: z.string(), count })).default([]),
  /** `of`: the denominator as printed; `percent`: as printed, "32,26%". */
  classes: z.array(
    z.object({
      name: z.string(),
      count,
      of: count.optional(),
      percent: z.union([z.string(), z.number()]).optional(),
    }),
  ),
});

export type StatedReport = z.output<typeof reportShape>;

export interface Reconciliation {
  /** The report agrees with itself in everything it prints. */
  readonly ok: boolean;
  /** The classes sum to the agencies, whatever misprints stand beside them. */
  readonly reconciles: boolean;
  readonly total: number;
  /** As they truly are. */
  readonly classes: readonly ClassCount[];
  readonly findings: readonly Finding[];
}

/** Reads a report, YAML or JSON; null with findings when it is none. */
export function readReport(text: string): { report: StatedReport | null; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const value = parseYaml(text, findings);
  if (findings.length > 0) return { report: null, findings };
  const result = reportShape.safeParse(value);
  if (result.success) return { report: result.data, findings };
  for (const { path, message } of result.error.issues)
    findings.push(error('invalid-value', path.join('.'), message));
  return { report: null, findings };
}

export function reconcile({ total, population, classes }: StatedReport): Reconciliation {
  const findings: Finding[] = [];
  const parts = sum(population);
  if (population.length > 0 && parts !== total) {
    findings.push(
      error('population-differs', 'population', `các loại cơ quan cộng được ${parts}, nêu ${total}`),
    );
  }
  const classed = sum(classes);
  if (classed !== total) {
    findings.push(error('classes-differ', 'classes', `các mức cộng được ${classed}, nêu ${total} cơ quan`));
  }
  for (const each of classes) {
    const where = `classes.${each.name}`;
    if (each.of !== undefined && each.of !== total) {
      const message = `in ${each.count}/${each.of}, đúng là ${each.count}/${total}`;
      findings.push(error('denominator-misprint', where, message));
    }
    const stated = each.percent === undefined ? null : statedPercent(each.percent);
    if (stated !== null && !agrees(stated, each.count, total)) {
      const truth = percentOf(each.count, total).toFixed(2);
      findings.push(error('percent-misprint', where, `in ${each.percent}, đúng là ${truth}%`));
    }
  }
  return {
    ok: findings.length === 0,
    reconciles: classed === total && (population.length === 0 || parts === total),
    total,
    classes: classes.map(({ name, count: n }) => ({ name, count: n, percent: percentOf(n, total) })),
    findings,
  };
}

interface StatedPercent {
  readonly value: Exact;
  readonly decimals: number;
}

function statedPercent(text: string | number): StatedPercent | null {
  const plain = String(text).replace('%', '').replace(',', '.').trim();
  const value = Exact.parse(plain);
  return value === null ? null : { value, decimals: plain.split('.')[1]?.length ?? 0 };
}

/** To the places that were printed. */
function agrees({ value, decimals }: StatedPercent, part: number, total: number): boolean {
  if (total === 0) return value.isZero();
  return (
    Exact.ratio(BigInt(part) * 100n, BigInt(total))
      .rounded(decimals)
      .compare(value) === 0
  );
}

function sum(parts: readonly { readonly count: number }[]): number {
  return parts.reduce((total, part) => total + part.count, 0);
}

function error(code: string, where: string, message: string): Finding {
  return { code, severity: 'error', where, message };
}
