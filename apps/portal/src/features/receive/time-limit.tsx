/** What the applicant may be told before the receipt: back when, and why; and by which steps. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proceduresPromise } from '../../api-client/sdk.gen.ts';
import type { Deadline, EditionContent, ReceiptPromise } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { byTheMinute } from '../../app/live.ts';
import { groupBy } from '../../common/arrays.ts';
import { longDay, longMoment, plainDate } from '../../common/formats.ts';
import { Read } from '../../common/states.tsx';
import { WhyDialog } from '../dossier/why.tsx';

export interface Choice {
  readonly agency: string;
  readonly edition: EditionContent;
}

export function TimeLimit({ chosen }: { readonly chosen: Choice | undefined }) {
  const { t } = useTranslation();
  if (!chosen) return <div />;
  const { edition } = chosen;
  return (
    <aside className="panel stack" aria-labelledby="time-limit">
      <h2 id="time-limit">{t('receive.promise')}</h2>
      <Promised chosen={chosen} />
      <CutOff cutOff={edition.profile.cutOff} />
      <h3>{t('receive.steps')}</h3>
      <ol className="stack small" style={{ gap: 4 }}>
        {edition.steps.map(({ no, content, time }) => (
          <li key={no}>
            <strong>{no}</strong> {content} <span className="second">({time})</span>
          </li>
        ))}
      </ol>
    </aside>
  );
}

/** Counted by the server, again every minute: the promise of the next minute may be another. */
function Promised({ chosen: { agency, edition } }: { readonly chosen: Choice }) {
  const query = useQuery({
    queryKey: ['promise', agency, edition.code],
    queryFn: () => call(proceduresPromise({ path: { code: edition.code }, query: { agency } })),
    refetchInterval: byTheMinute,
  });
  return <Read query={query}>{(promise) => <Told promise={promise} total={edition.total} />}</Read>;
}

function Told({ promise, total }: { readonly promise: ReceiptPromise; readonly total: string | null }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState(false);
  const { deadline, countsFrom } = promise;
  if (!deadline) return <p>{t('receive.noTotal')}</p>;
  const left = leftOut(deadline);
  const words = left.map(({ reason, days }) =>
    [t(`reason.${reason as 'holiday'}`), days.join(', ')].filter(Boolean).join(' '),
  );
  return (
    <>
      <p>
        {t('counter.ifNow')}
        <br />
        <strong className="big-code">{longMoment(deadline.dueAt)}</strong>
      </p>
      <p>
        {t('counter.because', { total, from: longDay(countsFrom) })}{' '}
        {words.length > 0 && t('counter.notCounted', { what: words.join('; ') })}
      </p>
      {deadline.estimate && <p className="second">{t('dossier.estimate')}</p>}
      <div>
        <Button size="small" onClick={() => setWhy(true)}>
          {t('dossier.why')}
        </Button>
      </div>
      <WhyDialog deadline={deadline} open={why} onClose={() => setWhy(false)} />
    </>
  );
}

/** Weekends need no dates; the receipt's own day goes without saying. */
function leftOut({ lines }: Deadline): { reason: string; days: string[] }[] {
  const skipped = lines.filter(({ counted, reason }) => !counted && reason !== 'receipt-day');
  return [...groupBy(skipped, ({ reason }) => reason)].map(([reason, group]) => ({
    reason,
    days: reason === 'weekend' ? [] : group.map(({ from, to }) => span(from, to)),
  }));
}

const span = (from: string, to: string): string =>
  from === to ? plainDate(from) : `${plainDate(from)} – ${plainDate(to)}`;

function CutOff({ cutOff }: { readonly cutOff: string }) {
  const { t } = useTranslation();
  if (cutOff === 'none') return null;
  return (
    <p className="second">
      {cutOff === 'last-hour' ? t('counter.lastHour') : t('counter.cutOff', { time: cutOff })}
    </p>
  );
}
