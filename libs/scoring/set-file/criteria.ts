/** Reads groups and criteria: criteria stand under their groups, or in one list that names the group. */
import { Exact } from '../exact.ts';
import type { Criterion, Finding, Group, Scale, ScaleStep, Scoring, WhenNotApplicable } from '../types.ts';
import { CRITERION_KEYS, GROUP_KEYS, listOf, rename, STEP_KEYS, type Raw } from './keys.ts';
import { criterionShape, groupShape, shaped, stepShape } from './shapes.ts';

/** Parts of a mixed criterion may be mixed themselves, no deeper than this. */
const MAX_DEPTH = 3;

interface Place {
  readonly group: string | null;
  readonly whenNotApplicable: WhenNotApplicable;
  /** Stands in for a maximum that the criterion does not state. */
  readonly max: number | null;
  readonly depth: number;
}

export function readCriteria(
  raw: Raw,
  whenNotApplicable: WhenNotApplicable,
  findings: Finding[],
): { groups: readonly Group[]; criteria: readonly Criterion[] } {
  const groups: Group[] = [];
  const criteria: Criterion[] = [];
  for (const [entry, where] of listOf(raw['groups'], 'groups', 'id', findings)) {
    const fields = rename(entry, GROUP_KEYS, where, findings);
    const group = shaped(groupShape, fields, where, findings);
    if (group === null) continue;
    const id = group.id ?? group.name;
    groups.push({ id, name: group.name === '' ? id : group.name, max: group.max ?? null });
    const members = listOf(fields['criteria'], 'criteria', 'id', findings);
    const max = group.shared === undefined ? null : equalShare(group.max, members.length, where, findings);
    for (const [member, at] of members) {
      criteria.push(...readCriterion(member, at, { group: id, whenNotApplicable, max, depth: 0 }, findings));
    }
  }
  for (const [entry, where] of listOf(raw['criteria'], 'criteria', 'id', findings)) {
    criteria.push(
      ...readCriterion(entry, where, { group: null, whenNotApplicable, max: null, depth: 0 }, findings),
    );
  }
  return { groups: withNamedGroups(groups, criteria), criteria };
}

/** `shared: equally`: the set states the group's maximum only. The share must be a whole number of cents. */
function equalShare(
  max: number | undefined,
  members: number,
  where: string,
  findings: Finding[],
): number | null {
  const whole = max === undefined ? null : Exact.of(max);
  if (whole === null || members === 0) return null;
  const share = whole.dividedBy(Exact.ratio(BigInt(members), 1n));
  if (share !== null && share.compare(share.rounded()) === 0) return share.toNumber();
  const message = `${max} điểm không chia đều được cho ${members} tiêu chí đến hai chữ số thập phân`;
  findings.push({ code: 'invalid-value', severity: 'error', where, message });
  return null;
}

/** Groups that criteria name without a list of groups. */
function withNamedGroups(groups: readonly Group[], criteria: readonly Criterion[]): readonly Group[] {
  const known = new Set(groups.flatMap(({ id, name }) => [id, name]));
  const named = new Set(criteria.flatMap(({ group }) => (group === null || known.has(group) ? [] : [group])));
  return [...groups, ...[...named].map((id) => ({ id, name: id, max: null }))];
}

function readCriterion(entry: Raw, where: string, place: Place, findings: Finding[]): Criterion[] {
  const raw = rename(entry, CRITERION_KEYS, where, findings);
  const fields = shaped(criterionShape, raw, where, findings);
  if (fields === null) return [];
  const max = fields.max ?? place.max;
  if (max === null) {
    findings.push({ code: 'missing-value', severity: 'error', where, message: 'thiếu max (điểm tối đa)' });
    return [];
  }
  const scoring = readScoring(fields, raw, where, place, findings);
  if (scoring === null) return [];
  return [
    {
      id: fields.id,
      name: fields.name,
      group: fields.group ?? place.group,
      max,
      scoring,
      whenNotApplicable: fields.whenNotApplicable ?? place.whenNotApplicable,
    },
  ];
}

type Fields = ReturnType<typeof criterionShape.parse>;

function readScoring(
  fields: Fields,
  raw: Raw,
  where: string,
  place: Place,
  findings: Finding[],
): Scoring | null {
  const how = fields.how ?? impliedBy(fields, raw);
  const wrong = (message: string): null => {
    findings.push({ code: 'missing-value', severity: 'error', where, message });
    return null;
  };
  switch (how) {
    case 'computed': {
      const scale = readScale(fields, raw, where, findings);
      if (scale === null) return wrong('tiêu chí tính tự động thiếu formula (công thức)');
      return { how, scale, whenDividedByZero: fields.whenDividedByZero ?? 'refuse' };
    }
    case 'evidence':
      return { how, evidence: fields.evidence };
    case 'judged':
      return { how, guidance: fields.guidance };
    case 'mixed': {
      if (place.depth >= MAX_DEPTH) return wrong('phần lồng quá sâu');
      const inner = { ...place, group: null, max: null, depth: place.depth + 1 };
      const parts = listOf(raw['parts'], `${where}.parts`, 'id', findings).flatMap(([part, at]) =>
        readCriterion(part, at, inner, findings),
      );
      return parts.length === 0 ? wrong('tiêu chí hỗn hợp thiếu parts (các phần)') : { how, parts };
    }
    default:
      return how satisfies never;
  }
}

function impliedBy(fields: Fields, raw: Raw): Scoring['how'] {
  if (raw['parts'] !== undefined) return 'mixed';
  if (fields.formula !== undefined) return 'computed';
  return fields.evidence === '' ? 'judged' : 'evidence';
}

function readScale(fields: Fields, raw: Raw, where: string, findings: Finding[]): Scale | null {
  const { formula, threshold, each } = fields;
  if (formula === undefined) return null;
  const kinds = [threshold, each, raw['steps']].filter((value) => value !== undefined);
  if (kinds.length > 1) {
    const message = 'chỉ nêu một trong threshold, steps, each';
    findings.push({ code: 'invalid-value', severity: 'error', where, message });
  }
  if (raw['steps'] !== undefined)
    return { kind: 'stepwise', formula, steps: readSteps(raw['steps'], where, findings) };
  if (threshold !== undefined) return { kind: 'proportional', formula, threshold };
  if (each !== undefined) return { kind: 'deduction', formula, each };
  return { kind: 'points', formula };
}

function readSteps(value: unknown, where: string, findings: Finding[]): readonly ScaleStep[] {
  return listOf(value, `${where}.steps`, 'id', findings).flatMap(([entry, at]) => {
    const step = shaped(stepShape, rename(entry, STEP_KEYS, at, findings), at, findings);
    if (step === null) return [];
    const from = step.above ?? step.from;
    if (from === undefined) {
      findings.push({
        code: 'missing-value',
        severity: 'error',
        where: at,
        message: 'thiếu from hoặc above',
      });
      return [];
    }
    return [{ from, closed: step.above === undefined && (step.closed ?? true), points: step.points }];
  });
}
