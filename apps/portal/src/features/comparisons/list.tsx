/** Logs of other systems that were compared with the agency's procedures. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { comparisonsList } from '../../api-client/sdk.gen.ts';
import type { ComparisonList } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { moment, number } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { shareOf } from './words.ts';

const COLUMNS = ['title', 'procedures', 'cases', 'inOrder', 'same', 'findings', 'made'] as const;
const NUMBERS: readonly (typeof COLUMNS)[number][] = ['cases', 'inOrder', 'same', 'findings'];

export function ComparisonsPage() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['comparisons'], queryFn: () => call(comparisonsList()) });
  return (
    <div className="stack">
      <PageHead title={t('comparisons.title')}>
        <Link to="/doi-chieu/moi">
          <Button type="primary" tabIndex={-1} data-primary>
            {t('comparisons.new')} (F2)
          </Button>
        </Link>
      </PageHead>
      <p className="second">{t('comparisons.intro')}</p>
      <Read query={query}>
        {({ comparisons }) =>
          comparisons.length === 0 ? <Empty>{t('comparisons.none')}</Empty> : <Listed rows={comparisons} />
        }
      </Read>
    </div>
  );
}

function Listed({ rows }: { readonly rows: ComparisonList['comparisons'] }) {
  const { t } = useTranslation();
  return (
    <HeadedTable
      label={t('comparisons.title')}
      heads={COLUMNS.map((name) => ({
        text: t(`comparisons.column.${name}`),
        className: NUMBERS.includes(name) ? 'num' : undefined,
      }))}
    >
      {rows.map(({ id, title, agency, procedures, cases, inOrder, same, findings, by, at }) => (
        <tr key={id}>
          <th scope="row">
            <Link to="/doi-chieu/$id" params={{ id }} data-row-link>
              {title}
            </Link>
            <div className="second small">{agency.name}</div>
          </th>
          <td>{procedures.join(', ')}</td>
          <td className="num">{number(cases)}</td>
          <td className="num">
            {number(inOrder)} ({shareOf(inOrder, cases)})
          </td>
          <td className="num">
            {number(same)} ({shareOf(same, cases)})
          </td>
          <td className="num">{number(findings)}</td>
          <td>
            {by.name}
            <div className="second small">{moment(at)}</div>
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}
