/** Requests to change a procedure: the list with the year's figures above it, and one request. */
import type { ReactNode } from 'react';
import { FactList } from '../../../common/facts.tsx';
import { plainDate } from '../../../common/formats.ts';
import {
  KindList,
  KindRecord,
  REASON,
  type Field,
  type KindPages,
  type RecordOf,
  type Words,
} from '../shell/index.ts';
import { ChangesAbove } from './above.tsx';
import { ProcedureLink } from './links.tsx';

type ChangeRequest = RecordOf<'change-request'>;

/** A change of law opens its own. */
const BY_HAND = ['manual', 'audit', 'log', 'catalogue'] as const;
const FOLLOW_BY: Field = { name: 'followBy', type: 'date', required: true };

const CHANGE_REQUESTS: KindPages<'change-request'> = {
  kind: 'change-request',
  path: '/chat-luong/yeu-cau-thay-doi',
  states: {
    opened: 'near',
    assigned: 'near',
    amending: 'ontime',
    unneeded: 'near',
    followed: 'done',
    dismissed: 'done',
  },
  columns: [
    {
      key: 'source',
      width: 190,
      cell: ({ brief: { source, ref } }, words) => (
        <>
          {words(`source.${source}`)}
          {ref !== null && <div className="second small">{ref}</div>}
        </>
      ),
    },
    { key: 'follow', width: 130, cell: ({ brief }) => plainDate(brief.followBy) },
  ],
  above: ChangesAbove,
  facts: ({ body }, words) => <ChangeFacts body={body} words={words} />,
  opening: {
    open: {
      fields: (_none, words) => [
        {
          name: 'source',
          type: 'choice',
          required: true,
          options: BY_HAND.map((value) => ({ value, label: words(`source.${value}`) })),
        },
        { name: 'ref', type: 'text', hint: true },
        { name: 'procedure', type: 'procedure' },
        { name: 'tthc', type: 'text', hint: true },
        { name: 'what', type: 'long', required: true },
        FOLLOW_BY,
      ],
      initial: () => ({ source: 'manual' }),
    },
  },
  actions: {
    assess: {
      fields: (_record, words) => [
        {
          name: 'needed',
          type: 'choice',
          required: true,
          options: [
            { value: true, label: words('needed.yes') },
            { value: false, label: words('needed.no') },
          ],
        },
        ...REASON,
      ],
    },
    assign: {
      fields: () => [
        { name: 'owner', type: 'officer', required: true },
        { name: 'note', type: 'long' },
      ],
    },
    link: {
      offered: ({ body }) => body.newer.length > 0,
      fields: ({ body }) => [
        {
          name: 'edition',
          type: 'choice',
          required: true,
          options: body.newer.map(({ edition }) => ({ value: edition, label: String(edition) })),
        },
      ],
      initial: ({ body }) => ({ edition: body.newer[0]?.edition }),
      command: ({ edition }, { body }) => ({ procedure: body.procedure, edition }),
    },
    'move-due': { aside: true, fields: () => [FOLLOW_BY, ...REASON] },
    dismiss: { aside: true, fields: () => REASON },
  },
};

export const ChangeRequestsPage = () => <KindList of={CHANGE_REQUESTS} />;
export const ChangeRequestPage = () => <KindRecord of={CHANGE_REQUESTS} />;

interface Shown {
  readonly body: ChangeRequest['body'];
  readonly words: Words;
}

function ChangeFacts({ body, words }: Shown) {
  const { source, ref, procedure, tthc, above, what, followBy, assessed, linked, followed, dismissed } = body;
  const facts: readonly (readonly [string, ReactNode] | false)[] = [
    [words('fact.source'), [words(`source.${source}`), ref].filter(Boolean).join(', ')],
    procedure !== null && [
      words('fact.procedure'),
      <ProcedureLink code={procedure}>
        {words('fact.above', { code: procedure, edition: above })}
      </ProcedureLink>,
    ],
    tthc !== null && [words('fact.tthc'), tthc],
    [words('fact.what'), what],
    [words('fact.followBy'), plainDate(followBy)],
    assessed !== null && [
      words('fact.assessed'),
      words('fact.assessedBy', {
        needed: words(assessed.needed ? 'needed.yes' : 'needed.no'),
        reason: assessed.reason,
        name: assessed.by.name,
        on: plainDate(assessed.on),
      }),
    ],
    linked !== null && [
      words('fact.linked'),
      <ProcedureLink code={linked.procedure} edition={linked.edition}>
        {words('fact.edition', { code: linked.procedure, edition: linked.edition })}
      </ProcedureLink>,
    ],
    followed !== null && [
      words('fact.followed'),
      <ProcedureLink code={followed.procedure} edition={followed.edition}>
        {words('fact.followedBy', {
          code: followed.procedure,
          edition: followed.edition,
          from: plainDate(followed.from),
        })}
      </ProcedureLink>,
    ],
    dismissed !== null && [
      words('fact.dismissed'),
      words('fact.dismissedBy', {
        reason: dismissed.reason,
        name: dismissed.by.name,
        on: plainDate(dismissed.on),
      }),
    ],
  ];
  return <FactList facts={facts.filter((fact) => fact !== false)} />;
}
