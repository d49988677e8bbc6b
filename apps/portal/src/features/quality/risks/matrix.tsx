/** How many risks stand at which likelihood and impact; a cell that is pressed says which. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Read } from '../../../common/states.tsx';
import { everyRecord, QUALITY, useKindWords, type RowOf } from '../shell/index.ts';
import { bandOf, SCALE } from './level.ts';

type Risk = RowOf<'risk'>;
const NATURES = ['risk', 'opportunity'] as const;
const FILLS = { low: '#fff', middle: '#fff3d6', high: '#fde8e8' } as const;
/** The worst stands on top. */
const IMPACTS = [...SCALE].reverse();

export function RiskMatrix({ agency }: { readonly agency: string | undefined }) {
  const words = useKindWords('risk');
  const [nature, setNature] = useState<(typeof NATURES)[number]>('risk');
  const query = useQuery({
    queryKey: [QUALITY, 'matrix', agency],
    queryFn: () => everyRecord({ kind: 'risk', status: 'open', ...(agency !== undefined && { agency }) }),
  });
  return (
    <section className="panel stack" style={{ gap: 8 }} aria-label={words('matrix.title')}>
      <div className="row spread">
        <h2>{words('matrix.title')}</h2>
        <div className="row">
          {NATURES.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === nature}
              onClick={() => setNature(one)}
            >
              {words(`nature.${one}`)}
            </button>
          ))}
        </div>
      </div>
      <p className="second">
        {words('matrix.explain')} {words('matrix.hint')}
      </p>
      <Read query={query}>
        {(rows) => <Cells key={nature} rows={rows.filter(({ brief }) => brief.nature === nature)} />}
      </Read>
    </section>
  );
}

function Cells({ rows }: { readonly rows: readonly Risk[] }) {
  const words = useKindWords('risk');
  const [chosen, setChosen] = useState<string | null>(null);
  const at = (key: string) => rows.filter(({ brief }) => key === `${brief.likelihood} ${brief.impact}`);
  const [likelihood = '', impact = ''] = chosen?.split(' ') ?? [];
  return (
    <>
      <div className="table-scroll" role="group" aria-label={words('matrix.title')} tabIndex={0}>
        <table className="plain" style={{ minWidth: 0, maxWidth: 720, tableLayout: 'fixed' }}>
          <caption className="second">{words('matrix.axes')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-text">{words('matrix.impact')}</span>
              </th>
              {SCALE.map((degree) => (
                <th key={degree} scope="col" style={{ textAlign: 'center' }}>
                  {degree}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {IMPACTS.map((of) => (
              <tr key={of}>
                <th scope="row">{of}</th>
                {SCALE.map((degree) => {
                  const key = `${degree} ${of}`;
                  return (
                    <Cell
                      key={key}
                      likelihood={degree}
                      impact={of}
                      count={at(key).length}
                      chosen={chosen === key}
                      onChoose={() => setChosen(chosen === key ? null : key)}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div role="status">
        {chosen !== null && (
          <>
            <strong>{words('matrix.chosen', { likelihood, impact })}</strong>
            <ul>
              {at(chosen).map(({ id, title }) => (
                <li key={id}>
                  <Link to="/chat-luong/rui-ro/$id" params={{ id }}>
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  );
}

function Cell(props: {
  readonly likelihood: number;
  readonly impact: number;
  readonly count: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const words = useKindWords('risk');
  const { likelihood, impact, count, chosen, onChoose } = props;
  const band = bandOf(likelihood * impact);
  return (
    <td
      style={{
        background: FILLS[band],
        textAlign: 'center',
        verticalAlign: 'middle',
        padding: 4,
        border: '1px solid #d5dbe2',
      }}
    >
      {count === 0 ? (
        <span className="second small">{words(`band.${band}`)}</span>
      ) : (
        <button
          type="button"
          className="chip"
          aria-pressed={chosen}
          aria-label={words('matrix.cell', { likelihood, impact, band: words(`band.${band}`), count })}
          onClick={onChoose}
        >
          <strong>{count}</strong>
        </button>
      )}
    </td>
  );
}
