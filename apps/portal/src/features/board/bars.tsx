/** Stacked bars from a zero line, labels on the marks, told in a sentence to whoever can't see them. */
import { FILL } from '../../app/theme.ts';

export interface BarRow {
  readonly key: string;
  readonly name: string;
  readonly parts: readonly {
    readonly token: keyof typeof FILL;
    readonly label: string;
    readonly count: number;
  }[];
}

export function Bars({ rows, sentence }: { readonly rows: readonly BarRow[]; readonly sentence: string }) {
  const total = (row: BarRow): number => row.parts.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...rows.map(total));
  const legend = rows[0]?.parts ?? [];
  return (
    <figure className="panel stack" style={{ margin: 0 }}>
      <figcaption className="hidden-text">{sentence}</figcaption>
      <div className="legend" aria-hidden>
        {legend.map(({ token, label }) => (
          <span key={token}>
            <i style={{ background: FILL[token] }} />
            {label}
          </span>
        ))}
      </div>
      <div className="bars" role="img" aria-label={sentence}>
        {rows.map((row) => (
          <div key={row.key} className="bars-row">
            <span>{row.name}</span>
            <span className="bars-line">
              {row.parts
                .filter(({ count }) => count > 0)
                .map(({ token, count }) => (
                  <span key={token} style={{ background: FILL[token], width: `${(count / most) * 85}%` }}>
                    {count}
                  </span>
                ))}
              <b>{total(row)}</b>
            </span>
          </div>
        ))}
      </div>
    </figure>
  );
}
