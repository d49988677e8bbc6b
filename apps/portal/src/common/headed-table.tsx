/** A short table in full, its head a row of words; a wide one scrolls by itself. */
import type { ReactNode } from 'react';

export function HeadedTable(props: {
  readonly label: string;
  readonly heads: readonly string[];
  /** Rows. */
  readonly children: ReactNode;
}) {
  const { label, heads, children } = props;
  return (
    <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
