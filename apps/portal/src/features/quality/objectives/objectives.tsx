/** Quality objectives: their list, and one with its trend against the target. */
import { FactList } from '../../../common/facts.tsx';
import { plainDate, UNKNOWN } from '../../../common/formats.ts';
import {
  KindList,
  KindRecord,
  OWNER,
  REASON,
  RecordTable,
  resultOf,
  StateTag,
  type Field,
  type KindPages,
  type Words,
} from '../shell/index.ts';
import { FormulaField } from './formula-field.tsx';
import { ObjectiveTrend } from './trend.tsx';
import { monthName, valueOf, type Objective } from './words.ts';

const DIRECTIONS = ['at-least', 'at-most'] as const;

/** 5W1H. */
const ACTION: readonly Field[] = [
  { name: 'what', type: 'long', required: true },
  { name: 'why', words: 'actionWhy', type: 'long', required: true },
  { name: 'who', type: 'officer', required: true },
  { name: 'where', type: 'text', required: true },
  { name: 'when', type: 'date', required: true },
  { name: 'how', type: 'long', required: true },
];

const plan = (words: Words): readonly Field[] => [
  { name: 'title', type: 'text', required: true },
  { name: 'why', type: 'long', required: true },
  { name: 'formula', type: 'own', draw: () => <FormulaField words={words} /> },
  { name: 'unit', type: 'text', required: true, hint: true },
  {
    name: 'direction',
    type: 'choice',
    required: true,
    options: DIRECTIONS.map((value) => ({ value, label: words(`direction.${value}`) })),
  },
  { name: 'target', type: 'number', required: true, min: 0 },
  { name: 'baseline', type: 'number', min: 0, hint: true },
  { name: 'year', type: 'number', required: true, min: 2000, max: 2100, digits: 0 },
  OWNER,
  { name: 'actions', type: 'rows', fields: ACTION, least: 1 },
];

const planOf = ({ title, owner, body }: Objective) => {
  const { why, formula, unit, direction, target, baseline, year, actions } = body;
  return {
    title,
    why,
    formula,
    unit,
    direction,
    target,
    baseline,
    year,
    owner: owner?.id,
    actions: actions.map(({ what, why: reason, who, where, when, how }) => ({
      what,
      why: reason,
      who: who.id,
      where,
      when,
      how,
    })),
  };
};

const mine = ({ body }: Objective) =>
  body.actions.flatMap(({ what, done, mine: may }, value) =>
    may && done === null ? [{ value, label: what }] : [],
  );

export const OBJECTIVES: KindPages<'objective'> = {
  kind: 'objective',
  path: '/chat-luong/muc-tieu',
  states: { active: 'ontime', draft: 'near', met: 'done', missed: 'late', dropped: 'done' },
  columns: [
    { key: 'year', width: 70, cell: ({ brief }) => String(brief.year) },
    { key: 'target', width: 130, cell: ({ brief }, words) => targetOf(brief, words) },
    {
      key: 'value',
      width: 160,
      cell: ({ brief: { value, month, unit, offCourse } }, words) => {
        if (value === null) return UNKNOWN;
        const told = `${valueOf(value, unit)} (${monthName(month!)})`;
        return offCourse ? (
          <>
            {told} <StateTag tone="late">{words('offCourse')}</StateTag>
          </>
        ) : (
          told
        );
      },
    },
  ],
  facts: (objective, words) => <ObjectiveFacts objective={objective} words={words} />,
  parts: {
    trend: (objective, words) => <ObjectiveTrend objective={objective} words={words} />,
    plan: ({ body }, words) => <Plan body={body} words={words} />,
    corrections: ({ body }, words) => <Corrections body={body} words={words} />,
  },
  opening: {
    draft: {
      fields: (_none, words) => plan(words),
      initial: () => ({ year: new Date().getFullYear(), direction: 'at-least' }),
    },
  },
  actions: {
    approve: {},
    revise: { fields: (_objective, words) => plan(words), initial: planOf },
    complete: {
      offered: (objective) => mine(objective).length > 0,
      fields: (objective) => resultOf(mine(objective)),
    },
    correct: {
      offered: ({ body }) => body.offCourse,
      fields: () => [{ name: 'note', type: 'long', required: true, hint: true }],
    },
    conclude: {
      offered: ({ body }) => body.months.at(-1)?.measuredOn !== null,
      fields: (_objective, words) => [
        {
          name: 'met',
          type: 'choice',
          required: true,
          options: [
            { value: true, label: words('status.met') },
            { value: false, label: words('status.missed') },
          ],
        },
        ...REASON,
      ],
    },
    'hand-over': { aside: true, fields: () => [OWNER, ...REASON] },
    'send-back': { aside: true, fields: () => REASON },
    drop: { aside: true, fields: () => REASON },
  },
};

export const ObjectivesPage = () => <KindList of={OBJECTIVES} />;
export const ObjectivePage = () => <KindRecord of={OBJECTIVES} />;

const targetOf = (
  { direction, target, unit }: Pick<Objective['body'], 'direction' | 'target' | 'unit'>,
  words: Words,
): string => words(`target.${direction}`, { value: valueOf(target, unit) });

function ObjectiveFacts({ objective, words }: { readonly objective: Objective; readonly words: Words }) {
  const { body } = objective;
  const { why, formula, unit, baseline, year, course, offCourse, approvedBy, approvedOn } = body;
  return (
    <>
      {offCourse && (
        <div>
          <StateTag tone="late">{words('offCourse')}</StateTag> {words('offCourseHint')}
        </div>
      )}
      <FactList
        facts={[
          [words('column.target'), targetOf(body, words)],
          [words('field.baseline'), baseline === null ? UNKNOWN : valueOf(baseline, unit)],
          [words('field.year'), String(year)],
          [words('fact.course'), words(`course.${course}`)],
          [
            words('fact.approved'),
            approvedBy === null
              ? UNKNOWN
              : words('approved', { name: approvedBy.name, on: plainDate(approvedOn) }),
          ],
          [words('field.formula'), <span className="hash">{formula}</span>],
          [words('field.why'), why],
        ]}
      />
    </>
  );
}

interface Shown {
  readonly body: Objective['body'];
  readonly words: Words;
}

const PLAN_COLUMNS = ['what', 'actionWhy', 'who', 'where', 'when', 'how', 'result'] as const;

function Plan({ body, words }: Shown) {
  return (
    <RecordTable
      label={words('part.plan')}
      heads={PLAN_COLUMNS.map((name) => words(`field.${name}`))}
      rows={body.actions}
      keyOf={(_action, place) => place}
      cells={({ what, why, who, where, when, how, done, result }) => [
        what,
        why,
        who.name,
        where,
        plainDate(when),
        how,
        done === null ? UNKNOWN : `${plainDate(done)}: ${result}`,
      ]}
    />
  );
}

function Corrections({ body, words }: Shown) {
  if (body.corrections.length === 0) return <p className="panel">{words('corrections.none')}</p>;
  return (
    <RecordTable
      label={words('part.corrections')}
      heads={(['month', 'note', 'on', 'by'] as const).map((name) => words(`corrections.${name}`))}
      rows={body.corrections}
      keyOf={(_correction, place) => place}
      cells={({ month, note, on, by }) => [monthName(month), note, plainDate(on), by.name]}
    />
  );
}
