/** The rows that could not be read, each with its line. */
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../api-client/types.gen.ts';
import { number, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';

export function BadRows({ rows: { count, shown } }: { readonly rows: Comparison['summary']['badRows'] }) {
  const { t } = useTranslation();
  if (count === 0) return <p className="second">{t('comparisons.allRead')}</p>;
  const caption = t('comparisons.badRows', { bad: number(count) });
  return (
    <details className="panel">
      <summary>{caption}</summary>
      <HeadedTable
        label={caption}
        heads={[num(t('comparisons.badLine')), t('comparisons.badWhy'), t('comparisons.badFound')]}
      >
        {shown.map(({ line, fault, found }) => (
          <tr key={line}>
            <td className="num">{number(line)}</td>
            <td>{t(`comparisons.fault.${fault}`)}</td>
            <td>{found || UNKNOWN}</td>
          </tr>
        ))}
      </HeadedTable>
    </details>
  );
}
