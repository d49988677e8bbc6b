/** What the log has and the procedure has not. */
import { useTranslation } from 'react-i18next';
import type { ComparisonSearch } from '../../app/routes/comparisons.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import type { Part } from './comparison.tsx';
import { CountCell } from './matrix.tsx';

const SHOWN = 50;

export function ForeignTable({ part, place }: { readonly part: Part; readonly place: ComparisonSearch }) {
  const { t } = useTranslation();
  const foreign = part.differences.filter(({ kind }) => kind === 'foreign').slice(0, SHOWN);
  if (foreign.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="foreign">
      <h2 id="foreign">{t('comparisons.foreign')}</h2>
      <HeadedTable
        labelledBy="foreign"
        heads={[t('comparisons.activity'), num(t('comparisons.column.cases'))]}
      >
        {foreign.map(({ at, cases }) => (
          <tr key={at}>
            <th scope="row">{at}</th>
            <CountCell count={cases} whole={part.cases} search={{ ...place, kind: 'foreign', at }} />
          </tr>
        ))}
      </HeadedTable>
    </section>
  );
}
