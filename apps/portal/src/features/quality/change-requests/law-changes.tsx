/** Changes of law: the list, and one with the requests that it opened. */
import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { qualityChangesCiting } from '../../../api-client/sdk.gen.ts';
import { call } from '../../../app/api.ts';
import { FactList } from '../../../common/facts.tsx';
import { plainDate, UNKNOWN } from '../../../common/formats.ts';
import {
  KindList,
  KindRecord,
  QUALITY,
  RecordTable,
  useKindWords,
  type KindPages,
  type RecordOf,
  type Words,
} from '../shell/index.ts';
import { RequestLink } from './links.tsx';

type LawChange = RecordOf<'law-change'>;

const NATURES = ['amended', 'replaced', 'abolished'] as const;
/** A number is asked about once it can be one. */
const LEAST_TYPED = 5;

const LAW_CHANGES: KindPages<'law-change'> = {
  kind: 'law-change',
  path: '/chat-luong/thay-doi-phap-luat',
  states: { known: 'done' },
  columns: [
    { key: 'nature', width: 160, cell: ({ brief }, words) => words(`nature.${brief.nature}`) },
    { key: 'from', width: 130, cell: ({ brief }) => plainDate(brief.inForceFrom) },
  ],
  facts: ({ body }, words) => (
    <FactList
      facts={[
        [words('fact.number'), body.number],
        [words('fact.by'), `${words(`nature.${body.nature}`)}: ${body.by}`],
        [words('fact.from'), plainDate(body.inForceFrom)],
        [words('fact.on'), plainDate(body.on)],
        [words('fact.what'), body.what],
      ]}
    />
  ),
  parts: {
    requests: ({ body }, words) => <Requests body={body} words={words} />,
    citing: ({ body }, words) => <Citing body={body} words={words} />,
  },
  opening: {
    record: {
      fields: (_none, words) => [
        { name: 'number', type: 'text', required: true, hint: true },
        { name: 'cited', type: 'own', draw: () => <Cited /> },
        {
          name: 'nature',
          type: 'choice',
          required: true,
          options: NATURES.map((value) => ({ value, label: words(`nature.${value}`) })),
        },
        { name: 'by', type: 'text', required: true },
        { name: 'inForceFrom', type: 'date', required: true },
        { name: 'what', type: 'long', required: true },
      ],
      initial: () => ({ nature: 'amended' }),
    },
  },
  actions: {},
};

export const LawChangesPage = () => <KindList of={LAW_CHANGES} />;
export const LawChangePage = () => <KindRecord of={LAW_CHANGES} />;

/** Before it is sent: on which procedures a request would be opened. */
function Cited() {
  const words = useKindWords('law-change');
  const typed = Form.useWatch<string | undefined>('number') ?? '';
  const { data } = useQuery({
    queryKey: [QUALITY, 'citing', typed],
    enabled: typed.length >= LEAST_TYPED,
    queryFn: () => call(qualityChangesCiting({ query: { number: typed } })),
  });
  const codes = data?.editions.map(({ procedure }) => procedure) ?? [];
  const found = codes.length > 0 ? words('cited.some', { count: codes.length, codes: codes.join(', ') }) : '';
  return (
    <Form.Item label={words('cited.title')}>
      <div role="status">{data ? found || words('cited.none') : UNKNOWN}</div>
    </Form.Item>
  );
}

interface Shown {
  readonly body: LawChange['body'];
  readonly words: Words;
}

function Requests({ body, words }: Shown) {
  const states = useKindWords('change-request');
  if (body.requests.length === 0) return <p className="panel">{words('requests.none')}</p>;
  return (
    <RecordTable
      label={words('part.requests')}
      heads={(['agency', 'procedure', 'state'] as const).map((name) => words(`requests.${name}`))}
      rows={body.requests}
      keyOf={({ id }) => id}
      cells={({ id, agency, procedure, status }) => [
        agency.name,
        <RequestLink id={id}>{procedure ?? UNKNOWN}</RequestLink>,
        states(`status.${status}`),
      ]}
    />
  );
}

function Citing({ body, words }: Shown) {
  if (body.citing.length === 0) return <p className="panel">{words('citing.none')}</p>;
  return (
    <RecordTable
      label={words('part.citing')}
      heads={(['procedure', 'edition'] as const).map((name) => words(`citing.${name}`))}
      rows={body.citing}
      keyOf={({ procedure }) => procedure}
      cells={({ procedure, edition, title }) => [`${procedure} – ${title}`, edition]}
    />
  );
}
