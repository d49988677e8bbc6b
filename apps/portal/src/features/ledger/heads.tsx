/** The signed heads, the newest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ledgerHeads } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { exact, number } from '../../common/formats.ts';
import { Failed, Loading } from '../../common/states.tsx';

const PAGE = 10;

export function Heads() {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ['ledger', 'heads'],
    queryFn: ({ pageParam }) =>
      call(ledgerHeads({ query: { limit: PAGE, ...(pageParam !== undefined && { before: pageParam }) } })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const heads = query.data?.pages.flatMap((page) => page.heads);
  return (
    <section className="stack" aria-labelledby="heads">
      <h2 id="heads">{t('ledger.heads')}</h2>
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {!heads && query.error === null && <Loading />}
      {heads && (
        <div className="table-scroll" role="group" aria-labelledby="heads" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col" className="num">
                  {t('ledger.size')}
                </th>
                <th scope="col">{t('ledger.at')}</th>
                <th scope="col">{t('ledger.root')}</th>
                <th scope="col">{t('ledger.key')}</th>
              </tr>
            </thead>
            <tbody>
              {heads.map(({ size, at, root, keyId }) => (
                <tr key={size}>
                  <td className="num">{number(size)}</td>
                  <td className="nowrap">{exact(at)}</td>
                  <td className="hash">{root}</td>
                  <td className="hash">{keyId}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <div>
          <Button onClick={() => void query.fetchNextPage()}>{t('do.more')}</Button>
        </div>
      )}
    </section>
  );
}
