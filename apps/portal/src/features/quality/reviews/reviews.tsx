/** Management reviews (ISO 9001 9.3): their list, and one with its inputs, its minutes and its decisions. */
import { FactList } from '../../../common/facts.tsx';
import { number, plainDate, shortMoment, UNKNOWN } from '../../../common/formats.ts';
import {
  KindList,
  KindRecord,
  REASON,
  type Field,
  type KindPages,
  type RecordOf,
  type Words,
} from '../shell/index.ts';
import { Decisions } from './decisions.tsx';
import { inLanguage, Inputs } from './inputs.tsx';

export type Review = RecordOf<'review'>;

const MOST_DAYS = 365;
const DECISION_KINDS = ['improvement', 'change', 'resource'] as const;
const NOTE: readonly Field[] = [{ name: 'note', type: 'long', required: true }];
const HANDS: readonly Field[] = [
  { name: 'holdBy', type: 'date', required: true },
  { name: 'chair', type: 'officer', required: true },
  { name: 'members', type: 'officers', required: true },
];
const DAYS: Field = { name: 'days', type: 'number', min: 1, max: MOST_DAYS, required: true, hint: true };

const decisionsIn =
  (...states: readonly Review['body']['decisions'][number]['state'][]) =>
  ({ body }: Review) =>
    body.decisions.flatMap(({ what, state }, value) =>
      states.includes(state) ? [{ value, label: what }] : [],
    );
const open = decisionsIn('open');
const reported = decisionsIn('reported');
const isDone = ({ body }: Review): boolean => body.decisions.every(({ state }) => state === 'accepted');
const mine = (review: Review) => open(review).filter(({ value }) => review.body.decisions[value]!.mine);
const whichOf = (options: ReturnType<typeof open>): Field => ({
  name: 'decision',
  type: 'choice',
  required: true,
  options,
});
const inputOf = (review: Review): Field => ({
  name: 'input',
  type: 'choice',
  required: true,
  options: review.body.inputs.map(({ code, clause, words }) => ({
    value: code,
    label: `${clause} ${inLanguage(words)}`,
  })),
});

export const REVIEWS: KindPages<'review'> = {
  kind: 'review',
  path: '/chat-luong/xem-xet-lanh-dao',
  states: { prepared: 'near', planned: 'ontime', held: 'ontime', closed: 'done', cancelled: 'done' },
  columns: [
    { key: 'heldOn', width: 120, cell: ({ brief }) => plainDate(brief.heldOn) || UNKNOWN },
    {
      key: 'inputs',
      width: 120,
      cell: ({ brief: { inputsGiven, inputsRequired } }, words) =>
        inputsRequired === 0 ? UNKNOWN : words('of', { some: inputsGiven, all: inputsRequired }),
    },
    {
      key: 'decisions',
      width: 150,
      cell: ({ brief: { decisions, decisionsOpen } }, words) =>
        decisions === 0 ? UNKNOWN : words('openOf', { open: decisionsOpen, all: decisions }),
    },
  ],
  facts: (review, words) => <ReviewFacts review={review} words={words} />,
  parts: {
    inputs: (review, words) => <Inputs review={review} words={words} />,
    decisions: (review, words) => <Decisions review={review} words={words} />,
  },
  opening: {
    plan: {
      fields: () => [
        { name: 'title', type: 'text', required: true },
        { name: 'from', type: 'date', required: true },
        { name: 'to', type: 'date', required: true },
        ...HANDS,
      ],
    },
  },
  actions: {
    report: {
      offered: (review) => mine(review).length > 0,
      fields: (review) => [
        whichOf(mine(review)),
        { name: 'result', type: 'long', required: true },
        { name: 'files', type: 'files' },
      ],
    },
    judge: {
      offered: (review) => reported(review).length > 0,
      fields: (review, words) => [
        whichOf(reported(review)),
        {
          name: 'accepted',
          type: 'choice',
          required: true,
          options: [true, false].map((value) => ({ value, label: words(value ? 'accepted' : 'sentBack') })),
        },
        ...NOTE,
      ],
    },
    hold: {
      fields: (review, words) => minutes(review, words),
      initial: ({ body, today }) => ({
        on: today,
        attended: [body.chair, ...body.members].map(({ id }) => id),
      }),
    },
    gather: { offered: ({ status }) => status === 'planned' },
    explain: {
      fields: (review) => [inputOf(review), { name: 'text', type: 'long', required: true }],
    },
    close: { offered: isDone, fields: () => NOTE },
    reassign: {
      aside: true,
      offered: (review) => open(review).length > 0,
      fields: (review) => [
        whichOf(open(review)),
        { name: 'owner', type: 'officer', required: true },
        { ...DAYS, words: 'daysFromToday' },
        ...REASON,
      ],
    },
    replan: {
      aside: true,
      fields: () => [...HANDS, ...REASON],
      initial: ({ body: { chair, members } }) => ({
        chair: chair.id,
        members: members.map(({ id }) => id),
      }),
    },
    cancel: { aside: true, fields: () => REASON },
  },
};

function minutes(review: Review, words: Words): readonly Field[] {
  return [
    { name: 'on', type: 'date', required: true },
    { name: 'attended', type: 'officers', required: true },
    {
      name: 'discussion',
      type: 'rows',
      fields: [inputOf(review), { name: 'text', type: 'long', required: true }],
    },
    {
      name: 'decisions',
      type: 'rows',
      fields: [
        { name: 'what', type: 'long', required: true },
        {
          name: 'kind',
          type: 'choice',
          required: true,
          options: DECISION_KINDS.map((value) => ({ value, label: words(`kind.${value}`) })),
        },
        { name: 'owner', type: 'officer', required: true },
        DAYS,
      ],
    },
    { name: 'conclusion', type: 'long', required: true },
  ];
}

export const ReviewsPage = () => <KindList of={REVIEWS} />;
export const ReviewPage = () => <KindRecord of={REVIEWS} />;

function ReviewFacts({ review, words }: { readonly review: Review; readonly words: Words }) {
  const { body, id } = review;
  const { from, to, chair, members, holdBy, pack, held, inputs } = body;
  const required = inputs.filter((input) => input.required);
  const given = required.filter((input) => input.given);
  const people = held ? held.attended : members;
  return (
    <div className="stack" style={{ gap: 12 }}>
      <FactList
        facts={[
          [words('fact.period'), `${plainDate(from)} – ${plainDate(to)}`],
          [words('field.chair'), chair.name],
          [words(held ? 'field.attended' : 'field.members'), people.map(({ name }) => name).join(', ')],
          held ? [words('fact.heldOn'), plainDate(held.on)] : [words('field.holdBy'), plainDate(holdBy)],
          [words('fact.asOf'), pack ? shortMoment(pack.asOf) : words('notGathered')],
          ...(pack
            ? ([
                [
                  words('column.inputs'),
                  words('of', { some: number(given.length), all: number(required.length) }),
                ],
              ] as const)
            : []),
          ...(held ? ([[words('field.conclusion'), held.conclusion]] as const) : []),
        ]}
      />
      {pack && (
        <div>
          <a className="btn" href={`/api/quality/reviews/${id}/minutes`} target="_blank" rel="noreferrer">
            {words(held ? 'printMinutes' : 'printPack')}
          </a>
        </div>
      )}
    </div>
  );
}
