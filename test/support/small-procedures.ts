/** Small editions for tests. */
import type { LocalDate } from '#libs/calendar';
import { PROFILES, type Edition, type Step, type StepNo } from '#libs/procedure';

/** Days of a step, and where it leads; the last of `line` issues and hands over. */
export function step(no: StepNo, next: readonly StepNo[], changes: Partial<Step> = {}): Step {
  const to = [{ outcome: 'done', label: 'Hoàn thành', to: next }];
  return {
    no,
    content: 'Xử lý',
    kind: 'officer',
    role: 'specialist',
    unit: 'professional',
    part: 'main',
    time: '1 ngày làm việc',
    forms: [],
    results: [],
    transitions: to,
    returnsTo: [],
    ...(next.length === 0 && { issuesResult: true, handsOver: true }),
    ...changes,
  };
}

/** B1 → B2 → … → Bn, a day each. */
export function line(length: number): Step[] {
  return Array.from({ length }, (_, i) => step(`B${i + 1}`, i + 1 < length ? [`B${i + 2}`] : []));
}

export function editionOf(steps: readonly Step[], changes: Partial<Edition> = {}): Edition {
  const profile = PROFILES['working-days'];
  if (!profile) throw new Error('no profile working-days');
  return {
    code: 'QT.TEST.01',
    edition: 1,
    title: 'Thủ tục',
    field: 'Lĩnh vực',
    agency: 'Sở',
    tthcCodes: [],
    effectiveFrom: '2026-01-01' as LocalDate,
    legalBasis: [],
    documents: [],
    profile,
    total: null,
    warnAtShare: 0.8,
    parts: [{ key: 'main', name: 'Sở', total: null }],
    steps,
    firstStep: steps[0]?.no ?? 'B1',
    ...changes,
  };
}
