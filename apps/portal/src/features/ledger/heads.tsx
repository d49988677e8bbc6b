/** The signed heads, the newest first. */
import { useTranslation } from 'react-i18next';
import { ledgerHeads } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { exact, number } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
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
          <HeadedTable
            labelledBy="heads"
            heads={[num(t('ledger.size')), t('ledger.at'), t('ledger.root'), t('ledger.key')]}
          >
            {heads.map(({ size, at, root, keyId }) => (
              <tr key={size}>
                <td className="num">{number(size)}</td>
                <td className="nowrap">{exact(at)}</td>
                <td className="hash">{root}</td>
                <td className="hash">{keyId}</td>
              </tr>
            ))}
          </HeadedTable>
        )}
      </More>
    </section>
  );
}
