/** How a formula's value becomes points; the caller keeps them between 0 and the maximum. */
import { Exact } from './exact.ts';
import type { Scale } from './types.ts';

export function pointsOf(scale: Scale, value: Exact, max: number): { points: Exact; explanation: string } {
  const limit = exact(max);
  switch (scale.kind) {
    case 'points':
      return { points: value, explanation: `${scale.formula} = ${shown(value)} điểm` };
    case 'proportional': {
      const threshold = exact(scale.threshold);
      if (value.compare(threshold) >= 0) {
        return { points: limit, explanation: `${shown(value)} đạt ngưỡng ${scale.threshold}: điểm tối đa` };
      }
      const points = value.times(limit).dividedBy(threshold) ?? limit;
      return { points, explanation: `${shown(value)} × ${max} / ${scale.threshold} = ${shown(points)} điểm` };
    }
    case 'stepwise': {
      const reached = scale.steps
        .filter((step) => value.compare(exact(step.from)) > (step.closed ? -1 : 0))
        .sort((a, b) => b.from - a.from || Number(a.closed) - Number(b.closed))[0];
      if (reached === undefined)
        return { points: Exact.ZERO, explanation: `${shown(value)} dưới bậc thấp nhất` };
      const edge = reached.closed ? 'từ' : 'trên';
      return {
        points: exact(reached.points),
        explanation: `${shown(value)} thuộc bậc ${edge} ${reached.from}: ${reached.points} điểm`,
      };
    }
    case 'deduction': {
      const points = limit.minus(value.times(exact(scale.each)));
      return { points, explanation: `${max} − ${shown(value)} × ${scale.each} = ${shown(points)} điểm` };
    }
    default:
      return scale satisfies never;
  }
}

/** A decimal as it is, anything else to four places. */
function shown(value: Exact): string {
  const text = value.toString();
  return text.includes('/') ? `≈ ${value.toFixed(4)}` : text;
}

function exact(value: number): Exact {
  return Exact.of(value) ?? Exact.ZERO;
}
