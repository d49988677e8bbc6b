/** Two editions side by side: Thêm, Bớt, Sửa, as words. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { proceduresCompare, proceduresList } from '../../api-client/sdk.gen.ts';
import type { ListedEdition } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { sortedBy } from '../../common/arrays.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';

const route = getRouteApi('/inside/quy-trinh/$code/so-sanh');

export function ComparePage() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const list = useQuery({
    queryKey: ['procedures', code],
    queryFn: () => call(proceduresList({ query: { code } })),
  });
  return (
    <div className="stack">
      <PageHead title={`${t('procedures.compare')}: ${code}`}>
        <Link to="/quy-trinh/$code" params={{ code }}>
          {t('procedures.printed')}
        </Link>
      </PageHead>
      <Read query={list}>
        {({ editions }) =>
          editions.length < 2 ? (
            <Empty>{t('procedures.onlyOne')}</Empty>
          ) : (
            <Compared code={code} editions={editions} />
          )
        }
      </Read>
    </div>
  );
}

function Compared({
  code,
  editions,
}: {
  readonly code: string;
  readonly editions: readonly ListedEdition[];
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const numbers = sortedBy(
    editions.map(({ edition }) => edition),
    (a, b) => a - b,
  );
  const { tu: from = numbers.at(-2)!, den: to = numbers.at(-1)! } = route.useSearch();
  const query = useQuery({
    queryKey: ['compare', code, from, to],
    queryFn: () => call(proceduresCompare({ path: { code }, query: { from, to } })),
  });
  const go = (search: { tu: number; den: number }) =>
    void navigate({ to: '/quy-trinh/$code/so-sanh', params: { code }, search, replace: true });
  const options = numbers.map((value) => ({ value, label: `${t('procedures.edition')} ${value}` }));
  return (
    <div className="stack">
      <div className="row">
        <Select
          aria-label={t('procedures.other')}
          value={from}
          options={options}
          onChange={(tu) => go({ tu, den: to })}
        />
        <span aria-hidden>→</span>
        <Select
          aria-label={t('procedures.edition')}
          value={to}
          options={options}
          onChange={(den) => go({ tu: from, den })}
        />
      </div>
      <Read query={query}>
        {({ words }) =>
          words.length === 0 ? (
            <Empty>{t('procedures.same')}</Empty>
          ) : (
            <ul className="panel stack" style={{ gap: 8 }}>
              {words.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )
        }
      </Read>
    </div>
  );
}
