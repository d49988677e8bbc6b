/** The signed heads, the newest first. */
import { useTranslation } from 'react-i18next';
import { ledgerHeads } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { exact, number } from '../../common/formats.ts';
import { More, useMore } from '../../common/more.tsx';

const PAGE = 10;

export function Heads() {
  const { t } = useTranslation();
  const list = useMore(['ledger', 'heads'], (before?: number) =>
    call(ledgerHeads({ query: { limit: PAGE, ...(before !== undefined && { before }) } })),
  );
  return (
    <section className="stack" aria-labelledby="heads">
      <h2 id="heads">{t('ledger.heads')}</h2>
      <More list={list} rowsOf={(page) => page.heads}>
        {(heads) => (
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
      </More>
    </section>
  );
}
