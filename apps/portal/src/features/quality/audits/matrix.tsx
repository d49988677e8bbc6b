/** What the year's audits cover: procedures and units by month, and what no audit covers. */
import { Link } from '@tanstack/react-router';
import type { Words } from '../shell/index.ts';
import type { Programme } from './programmes.tsx';

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);
type Planned = Programme['body']['audits'][number];

export function ProgrammeMatrix({ record, words }: { readonly record: Programme; readonly words: Words }) {
  const { procedures, units, audits } = record.body;
  const held = audits.filter(({ dropped }) => dropped === null);
  const rows = [
    ...procedures.map(({ code, title }) => ({
      id: code,
      name: code,
      more: title,
      of: held.filter((audit) => audit.procedures.includes(code)),
    })),
    ...units.map(({ id, name }) => ({
      id,
      name,
      more: '',
      of: held.filter((audit) => audit.units.includes(id)),
    })),
  ];
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p className="second">{words('matrix.legend')}</p>
      <div className="table-scroll" role="group" aria-label={words('part.coverage')} tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{words('matrix.scope')}</th>
              {MONTHS.map((month) => (
                <th key={month} scope="col" style={{ whiteSpace: 'nowrap' }}>
                  {words('matrix.month', { month })}
                </th>
              ))}
              <th scope="col" style={{ minWidth: 120 }}>
                {words('matrix.state')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, more, of }) => (
              <tr key={id}>
                <th scope="row" style={{ minWidth: 220, textAlign: 'start', fontWeight: 400 }}>
                  {name}
                  {more !== '' && <div className="second small">{more}</div>}
                </th>
                {MONTHS.map((month) => (
                  <td key={month}>
                    {of
                      .filter((audit) => monthOf(audit) === month)
                      .map((audit) => (
                        <Mark key={audit.entry} audit={audit} words={words} />
                      ))}
                  </td>
                ))}
                <td>{of.length === 0 ? <strong>{words('matrix.left')}</strong> : stateOf(of, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const monthOf = ({ from }: Planned): number => Number(from.slice(5, 7));

const isDone = ({ audit }: Planned): boolean => audit?.status === 'closed' || audit?.status === 'follow-up';

const stateOf = (audits: readonly Planned[], words: Words): string =>
  audits.every(isDone) ? words('matrix.done') : words('matrix.planned');

/** Told by its form and its words: filled when the report was approved. */
function Mark({ audit, words }: { readonly audit: Planned; readonly words: Words }) {
  const mark = isDone(audit) ? '●' : audit.audit ? '◐' : '○';
  const label = `${audit.title}: ${words(isDone(audit) ? 'matrix.done' : audit.audit ? 'matrix.running' : 'matrix.planned')}`;
  return audit.audit ? (
    <Link
      to="/chat-luong/danh-gia-noi-bo/$id"
      params={{ id: audit.audit.id }}
      aria-label={label}
      title={label}
      style={{ padding: 6 }}
    >
      {mark}
    </Link>
  ) : (
    <span role="img" aria-label={label} title={label} style={{ padding: 6 }}>
      {mark}
    </span>
  );
}
