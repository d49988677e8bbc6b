/** The audits of a programme, and the button that opens each as a record of its own. */
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { newKey } from '../../../app/api.ts';
import { number, plainDate, UNKNOWN } from '../../../common/formats.ts';
import { Empty, SubmitFault } from '../../../common/states.tsx';
import { open, useOpening } from '../shell/data.ts';
import { RecordTable, type Words } from '../shell/index.ts';
import { useAuditWords } from './hints.tsx';
import type { Programme } from './programmes.tsx';

const COLUMNS = ['title', 'days', 'scopes', 'people', 'state'] as const;

export function PlannedAudits({ record, words }: { readonly record: Programme; readonly words: Words }) {
  const { audits } = record.body;
  const audit = useAuditWords();
  const opening = useOpening('audit', record.agency.id);
  const isOn = record.status === 'approved' || record.status === 'running';
  const mayOpen = isOn && (opening.data?.allowed.includes('open') ?? false);
  if (audits.length === 0) return <Empty>{words('planned.none')}</Empty>;
  return (
    <RecordTable
      label={words('part.audits')}
      heads={COLUMNS.map((name) => words(`planned.${name}`))}
      rows={audits}
      keyOf={({ entry }) => entry}
      cells={(one) => [
        one.audit ? (
          <Link to="/chat-luong/danh-gia-noi-bo/$id" params={{ id: one.audit.id }}>
            {one.title}
          </Link>
        ) : (
          one.title
        ),
        `${plainDate(one.from)} – ${plainDate(one.to)}`,
        words('planned.count', {
          procedures: number(one.procedures.length),
          units: number(one.units.length),
        }),
        [one.lead, ...one.team].map(({ name }) => name).join(', '),
        one.audit ? (
          <>
            {audit(`status.${one.audit.status}`)}
            <div className="second small">
              {words('planned.progress', {
                answered: number(one.audit.answered),
                lines: number(one.audit.lines),
                findings: number(one.audit.findings),
              })}
            </div>
          </>
        ) : one.dropped !== null ? (
          words('planned.dropped', { reason: one.dropped })
        ) : mayOpen ? (
          <OpenAudit record={record} entry={one.entry} title={one.title} words={words} />
        ) : (
          words('planned.waiting') || UNKNOWN
        ),
      ]}
    />
  );
}

function OpenAudit(props: {
  readonly record: Programme;
  readonly entry: number;
  readonly title: string;
  readonly words: Words;
}) {
  const { record, entry, title, words } = props;
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const send = async () => {
    setBusy(true);
    setFault(null);
    try {
      const command = { type: 'open', programme: record.id, entry };
      const { id } = await open('audit', record.agency.id, command, key);
      await navigate({ to: '/chat-luong/danh-gia-noi-bo/$id', params: { id } });
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Button loading={busy} onClick={() => void send()} aria-label={`${words('planned.open')}: ${title}`}>
        {words('planned.open')}
      </Button>
      <SubmitFault error={fault} />
    </div>
  );
}
