/** Handing over many results at once: to whom, and the press that does it. */
import { useState } from 'react';
import { useT } from '../i18n/use-t.ts';
import { job } from './bulk.tsx';
import type { Bulk } from './bulk.tsx';

const RECEIVERS = ['applicant', 'proxy', 'post'] as const;

export function HandOver(props: {
  readonly rows: readonly { readonly dossier: string; readonly code: string | null }[];
  readonly bulk: Bulk;
  readonly onDone: () => void;
}) {
  const t = useT();
  const { rows, bulk, onDone } = props;
  const [receivedBy, setReceivedBy] = useState<(typeof RECEIVERS)[number]>('applicant');
  const handOver = async () => {
    const channel = receivedBy === 'post' ? 'postal' : 'counter';
    if (await bulk.send(job('hand-over', rows, () => ({ channel, receivedBy })))) onDone();
  };
  return (
    <>
      <label className="row">
        {t('field.receivedBy')}
        <select
          className="select"
          value={receivedBy}
          onChange={({ target }) => setReceivedBy(target.value as typeof receivedBy)}
        >
          {RECEIVERS.map((value) => (
            <option key={value} value={value}>
              {t(`receivedBy.${value}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="btn btn-small" disabled={bulk.busy} onClick={() => void handOver()}>
        {t('list.handOver')}
      </button>
    </>
  );
}
