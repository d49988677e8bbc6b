/** What became of a difference, and what may: a nonconformity, a request to change the procedure. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../api-client/types.gen.ts';
import { Notice } from '../../common/notice.tsx';
import type { Part } from './comparison.tsx';
import type { Difference } from './matrix.tsx';
import { RaiseFinding } from './raise.tsx';
import { RequestChange } from './request-change.tsx';

type Became = Part['findings'][number]['became'];

export function Follow(props: {
  readonly found: Comparison;
  readonly part: Part;
  readonly difference: Difference;
  readonly onRaised: () => void;
}) {
  const { t } = useTranslation();
  const { found, part, difference, onRaised } = props;
  const [asking, setAsking] = useState<Became | null>(null);
  const mine = part.findings.filter(({ kind, at }) => kind === difference.kind && at === difference.at);
  const open = (became: Became): boolean => found.mayRaise && !mine.some((one) => one.became === became);
  const dialog = {
    id: found.id,
    part,
    difference,
    onClose: () => setAsking(null),
    onDone: () => {
      setAsking(null);
      onRaised();
    },
  };
  return (
    <>
      <div role="status" className="stack">
        {mine.map(({ became, record, code }) => (
          <Notice
            key={became}
            kind="info"
            title={t('comparisons.became', { code: code ?? t('comparisons.changeRequest') })}
          >
            <Link
              to={became === 'nonconformity' ? '/khong-phu-hop/$id' : '/chat-luong/yeu-cau-thay-doi/$id'}
              params={{ id: record }}
            >
              {t('do.open')} {code ?? t('comparisons.changeRequest')}
            </Link>
          </Notice>
        ))}
      </div>
      <div className="row">
        {open('nonconformity') && (
          <button
            type="button"
            className="btn btn-primary"
            data-primary
            onClick={() => setAsking('nonconformity')}
          >
            {t('comparisons.raise')} (F2)
          </button>
        )}
        {open('change-request') && (
          <button type="button" className="btn" onClick={() => setAsking('change-request')}>
            {t('comparisons.request')}
          </button>
        )}
      </div>
      {asking === 'nonconformity' && <RaiseFinding {...dialog} />}
      {asking === 'change-request' && <RequestChange {...dialog} />}
    </>
  );
}
