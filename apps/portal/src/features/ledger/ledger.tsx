/** The ledger for auditors: how it stands, whether it is sealed, whether all agrees, and any event in it. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Ledger } from '../../api-client/types.gen.ts';
import { exact, number } from '../../common/formats.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { ledgerQuery } from './data.ts';
import { EventFinder } from './event-finder.tsx';
import { Heads } from './heads.tsx';
import { Verify } from './verify.tsx';

export function LedgerPage() {
  const { t } = useTranslation();
  const query = useQuery(ledgerQuery);
  return (
    <div className="stack">
      <PageHead title={t('ledger.title')} />
      <p className="second">{t('ledger.intro')}</p>
      <Read query={query}>
        {(ledger) => (
          <>
            {ledger.head ? <Standing {...ledger} head={ledger.head} /> : <Empty>{t('ledger.none')}</Empty>}
            <Verify size={ledger.head?.size ?? 0} wholeUpTo={ledger.wholeUpTo} />
            <EventFinder />
            {ledger.head && <Heads />}
          </>
        )}
      </Read>
    </div>
  );
}

function Standing({ head, sealing, keys }: Ledger & { readonly head: NonNullable<Ledger['head']> }) {
  const { t } = useTranslation();
  const seconds = number(sealing.lagSeconds ?? 0, 1);
  return (
    <section className="panel stack">
      <dl className="facts">
        <div>
          <dt>{t('ledger.size')}</dt>
          <dd>{number(head.size)}</dd>
        </div>
        <div>
          <dt>{t('ledger.at')}</dt>
          <dd>{exact(head.at)}</dd>
        </div>
        <div>
          <dt>{t('ledger.sealing')}</dt>
          <dd>{t(`ledger.states.${sealing.state}`, { seconds })}</dd>
        </div>
        <div>
          <dt>{t('ledger.key')}</dt>
          <dd className="hash">{head.keyId}</dd>
        </div>
        <div>
          <dt>{t('ledger.root')}</dt>
          <dd className="hash">{head.root}</dd>
        </div>
      </dl>
      <details>
        <summary>{t('ledger.keys')}</summary>
        <p className="second">{t('ledger.keysHint')}</p>
        {keys.map(({ id, pem }) => (
          <figure key={id} style={{ margin: '8px 0' }}>
            <figcaption className="hash">{id}</figcaption>
            <pre className="hash" style={{ margin: 0, whiteSpace: 'pre-wrap' }}>
              {pem}
            </pre>
          </figure>
        ))}
      </details>
    </section>
  );
}
