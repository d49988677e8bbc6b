/** After the receipt: the number, the next step, by when. */
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Receipt } from '../../api-client/types.gen.ts';
import { formUrl } from '../dossier/print-menu.tsx';
import { longMoment } from '../../common/formats.ts';

/** Whether the receipt's tab came up. */
export type Slip = 'opened' | 'blocked';

export function Received(props: {
  readonly receipt: Receipt;
  readonly slip: Slip;
  readonly onNext: () => void;
}) {
  const { receipt, slip, onNext } = props;
  const { t } = useTranslation();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="panel stack">
      <h2 ref={head} tabIndex={-1}>
        {t('receive.done')}
      </h2>
      <dl className="facts">
        <div>
          <dt>{t('receive.code')}</dt>
          <dd className="big-code">{receipt.code}</dd>
        </div>
        <div>
          <dt>{t('receive.secret')}</dt>
          <dd className="big-code">{receipt.secret}</dd>
        </div>
        <div>
          <dt>{t('receive.due')}</dt>
          <dd>{longMoment(receipt.appointment?.dueAt)}</dd>
        </div>
      </dl>
      <p>{t('receive.nextStep', { step: receipt.open.map(({ step }) => step).join(', ') })}</p>
      <p className="second">
        {slip === 'opened' ? t('counter.slipOpened') : t('counter.slipBlocked')} {t('receive.lookup')}
      </p>
      <div className="row">
        <Button type="primary" onClick={onNext} data-primary>
          {t('receive.next')}
        </Button>
        <a href={formUrl(receipt.dossier, 'receipt')} target="_blank" rel="noreferrer">
          {t('counter.slipAgain')}
        </a>
        <Link to="/ho-so/$id" params={{ id: receipt.dossier }}>
          {t('receive.openDossier')}
        </Link>
      </div>
    </div>
  );
}
