/** Competence: plans of training, their sessions, and who is qualified for what. */
import { FactList } from '../../../common/facts.tsx';
import { number, plainDate, UNKNOWN } from '../../../common/formats.ts';
import {
  FOR_A_YEAR,
  KindList,
  KindRecord,
  NOTE,
  REASON,
  RecordFile,
  RecordTable,
  StateTag,
  type Field,
  type KindPages,
  type RecordOf,
  type Tone,
  type Values,
  type Words,
} from '../shell/index.ts';

type Plan = RecordOf<'training'>;

const WHAT = ['internal-audit', 'scoring'] as const;
const RESULTS = ['passed', 'failed', 'not-tested'] as const;

const whatFor = (words: Words, name = 'what', required = true): Field => ({
  name,
  type: 'choice',
  required,
  options: WHAT.map((value) => ({ value, label: words(`what.${value}`) })),
});
const granted = (words: Words): readonly Field[] => [
  { name: 'officer', type: 'officer', required: true },
  whatFor(words),
  { name: 'from', type: 'date', required: true },
  { name: 'to', type: 'date', required: true },
];
const planned = ({ body }: Plan) =>
  body.sessions.flatMap(({ state, topic }, value) => (state === 'planned' ? [{ value, label: topic }] : []));
const held = ({ body }: Plan) =>
  body.sessions.flatMap(({ state, topic, qualifies }, value) =>
    state === 'held' && qualifies ? [{ value, label: topic }] : [],
  );
const standing = ({ body }: Plan, words: Words) =>
  body.qualifications.flatMap(({ withdrawn, officer, what }, value) =>
    withdrawn === null ? [{ value, label: `${officer.name}, ${words(`what.${what}`)}` }] : [],
  );

const firstFile = ({ certificate, ...typed }: Values): object => {
  const [file] = (certificate as readonly object[] | undefined) ?? [];
  return { ...typed, ...(file && { certificate: file }) };
};

const attendance = (words: Words): Field => ({
  name: 'attendance',
  type: 'rows',
  least: 1,
  fields: [
    { name: 'officer', type: 'officer', required: true },
    {
      name: 'attended',
      type: 'choice',
      required: true,
      options: [true, false].map((value) => ({ value, label: words(value ? 'present' : 'absent') })),
    },
    {
      name: 'result',
      type: 'choice',
      required: true,
      options: RESULTS.map((value) => ({ value, label: words(`result.${value}`) })),
    },
  ],
});

export const TRAININGS: KindPages<'training'> = {
  kind: 'training',
  path: '/chat-luong/dao-tao',
  states: { approved: 'ontime', drafted: 'near', closed: 'done' },
  columns: [
    { key: 'year', width: 80, cell: ({ brief }) => brief.year },
    {
      key: 'sessions',
      width: 150,
      cell: ({ brief: { held: done, sessions } }, words) =>
        words('heldOf', { held: number(done), sessions: number(sessions) }),
    },
    { key: 'qualified', width: 150, cell: ({ brief }) => number(brief.qualified) },
  ],
  facts: ({ body }, words) => (
    <FactList
      facts={[
        [words('field.year'), body.year],
        [words('fact.sessions'), number(body.sessions.length)],
        [
          words('fact.approved'),
          body.approved ? plainDate(body.approved) : words('approveBy', { on: plainDate(body.approveBy) }),
        ],
      ]}
    />
  ),
  parts: {
    sessions: (record, words) => <Sessions record={record} words={words} />,
    qualifications: (record, words) => <Qualifications record={record} words={words} />,
  },
  opening: {
    open: FOR_A_YEAR,
  },
  actions: {
    approve: { fields: () => NOTE, offered: (plan) => planned(plan).length > 0 },
    'plan-session': {
      fields: (_plan, words) => [
        { name: 'topic', type: 'text', required: true },
        { name: 'goal', type: 'long', required: true },
        { ...whatFor(words, 'qualifies', false), hint: true } as Field,
        { name: 'on', type: 'date', required: true },
        { name: 'trainer', type: 'text', required: true },
        { name: 'people', type: 'officers', required: true },
      ],
    },
    hold: {
      offered: (plan) => planned(plan).length > 0,
      fields: (plan, words) => [
        { name: 'session', type: 'choice', required: true, options: planned(plan) },
        { name: 'on', type: 'date', required: true },
        attendance(words),
        ...NOTE,
        { name: 'files', type: 'files' },
      ],
      // Those who were expected, as they would be when all went well.
      initial: ({ body, today }) => {
        const at = body.sessions.findIndex(({ state }) => state === 'planned');
        const { people = [], qualifies = null } = body.sessions[at] ?? {};
        const result = qualifies ? 'passed' : 'not-tested';
        return {
          session: at,
          on: today,
          attendance: people.map(({ id }) => ({ officer: id, attended: true, result })),
        };
      },
    },
    qualify: {
      fields: (plan, words) => [
        ...granted(words),
        { name: 'session', type: 'choice', options: held(plan), hint: true },
        { name: 'certificate', type: 'files' },
        ...REASON,
      ],
      command: firstFile,
    },
    appoint: { aside: true, fields: (_plan, words) => [...granted(words), ...REASON] },
    withdraw: {
      aside: true,
      offered: ({ body }) => body.qualifications.some(({ withdrawn }) => withdrawn === null),
      fields: (plan, words) => [
        { name: 'qualification', type: 'choice', required: true, options: standing(plan, words) },
        ...REASON,
      ],
    },
    'cancel-session': {
      aside: true,
      offered: (plan) => planned(plan).length > 0,
      fields: (plan) => [
        { name: 'session', type: 'choice', required: true, options: planned(plan) },
        ...REASON,
      ],
    },
    close: { aside: true, fields: () => NOTE },
  },
};

export const TrainingsPage = () => <KindList of={TRAININGS} />;
export const TrainingPage = () => <KindRecord of={TRAININGS} />;

interface Shown {
  readonly record: Plan;
  readonly words: Words;
}

const TONES: Readonly<Record<Plan['body']['sessions'][number]['state'], Tone>> = {
  planned: 'ontime',
  held: 'done',
  cancelled: 'done',
};

function Sessions({ record, words }: Shown) {
  const { sessions } = record.body;
  if (sessions.length === 0) return <p className="panel">{words('sessions.none')}</p>;
  return (
    <RecordTable
      label={words('part.sessions')}
      heads={(['topic', 'on', 'trainer', 'people', 'state'] as const).map((name) =>
        words(`sessions.${name}`),
      )}
      rows={sessions}
      keyOf={(_session, place) => place}
      cells={(one) => [
        <>
          {one.topic}
          <div className="second small">{one.goal}</div>
          {one.qualifies && <div className="second small">{words(`what.${one.qualifies}`)}</div>}
        </>,
        plainDate(one.done ?? one.on),
        one.trainer,
        <People key="people" session={one} words={words} />,
        <>
          <StateTag tone={TONES[one.state]}>{words(`sessions.${one.state}`)}</StateTag>
          {one.note !== '' && <div className="second small">{one.note}</div>}
          {one.files.map((file) => (
            <div key={file.sha256}>
              <RecordFile record={record.id} file={file} />
            </div>
          ))}
        </>,
      ]}
    />
  );
}

/** Those expected, or how each did once it was held. */
function People(props: { readonly session: Plan['body']['sessions'][number]; readonly words: Words }) {
  const { session, words } = props;
  if (session.state !== 'held') return session.people.map(({ name }) => name).join(', ');
  return (
    <ul style={{ margin: 0, paddingInlineStart: 16 }}>
      {session.attendance.map(({ officer, attended, result }) => (
        <li key={officer.id}>
          {officer.name}: {attended ? words(`result.${result}`) : words('absent')}
        </li>
      ))}
    </ul>
  );
}

function Qualifications({ record, words }: Shown) {
  const { qualifications } = record.body;
  if (qualifications.length === 0) return <p className="panel">{words('qualifications.none')}</p>;
  return (
    <RecordTable
      label={words('part.qualifications')}
      heads={(['officer', 'what', 'days', 'basis', 'state'] as const).map((name) =>
        words(`qualifications.${name}`),
      )}
      rows={qualifications}
      keyOf={(_one, place) => place}
      cells={(one) => [
        one.officer.name,
        words(`what.${one.what}`),
        `${plainDate(one.from)} – ${plainDate(one.to)}`,
        <>
          {words(`basis.${one.basis}`, { by: one.by.name })}
          <div className="second small">{one.reason}</div>
          {one.certificate && <RecordFile record={record.id} file={one.certificate} />}
        </>,
        one.withdrawn === null ? (
          <StateTag tone={one.holds ? 'ontime' : 'done'}>
            {words(one.holds ? 'qualifications.holds' : 'qualifications.over')}
          </StateTag>
        ) : (
          <StateTag tone="done">
            {words('qualifications.withdrawn', { on: plainDate(one.withdrawn) || UNKNOWN })}
          </StateTag>
        ),
      ]}
    />
  );
}
