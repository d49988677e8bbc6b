/** One action on many rows, with a result for each. */
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersBulk } from '../../api-client/sdk.gen.ts';
import type { BulkReply, InboxRow } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { SubmitFault } from '../../common/states.tsx';
import type { Tab } from './list.ts';

interface Props {
  readonly tab: Tab;
  readonly rows: readonly InboxRow[];
  readonly onDone: () => void;
  readonly reload: () => void;
}

interface Outcome {
  readonly reply: BulkReply;
  readonly codes: ReadonlyMap<string, string>;
}

export function BulkBar({ tab, rows, onDone, reload }: Props) {
  const { t } = useTranslation();
  const [key, setKey] = useState(newKey);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const choices = commonOutcomes(rows);
  const [chosen, setChosen] = useState<string | undefined>();
  const value = choices.find((choice) => choice.value === chosen)?.value ?? choices[0]?.value;
  const act = async () => {
    setBusy(true);
    try {
      const reply = await call(
        dossiersBulk({
          path: { action: tab === 'to-claim' ? 'claim' : 'complete' },
          headers: { 'Idempotency-Key': key },
          body: { items: rows.map((row) => itemOf(row, tab, value)) },
        }),
      );
      const last = reply.results.filter((result) => result.ok).at(-1);
      if (last?.ok) wrote(last);
      setOutcome({ reply, codes: new Map(rows.map((row) => [row.dossier, row.code ?? row.dossier])) });
      setFault(null);
      setKey(newKey());
      onDone();
      reload();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {rows.length > 0 && (
        <div className="row panel">
          <span role="status">{t('inbox.selected', { count: rows.length })}</span>
          {tab === 'mine' && choices.length > 1 && (
            <Select
              aria-label={t('field.outcome')}
              value={value}
              options={choices}
              onChange={setChosen}
              style={{ minWidth: 200 }}
            />
          )}
          <Button onClick={() => void act()} loading={busy} disabled={tab === 'mine' && choices.length === 0}>
            {tab === 'to-claim' ? t('inbox.claimSelected') : t('inbox.completeSelected')}
          </Button>
        </div>
      )}
      <SubmitFault error={fault} />
      {outcome && <Outcomes {...outcome} onClose={() => setOutcome(null)} />}
    </>
  );
}

const itemOf = (row: InboxRow, tab: Tab, outcome: string | undefined) => ({
  dossier: row.dossier,
  step: row.step?.no,
  ...(tab === 'mine' && { outcome }),
});

/** Steps that end differently can't be ended by one choice. */
function commonOutcomes(rows: readonly InboxRow[]): InboxRow['outcomes'] {
  const [first, ...others] = rows;
  return (first?.outcomes ?? []).filter(({ value }) =>
    others.every((row) => row.outcomes.some((outcome) => outcome.value === value)),
  );
}

function Outcomes({ reply, codes, onClose }: Outcome & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const counts = { done: reply.done, all: reply.results.length, refused: reply.refused };
  return (
    <Alert
      type={reply.refused > 0 ? 'warning' : 'success'}
      showIcon
      role="status"
      closable={{ onClose, 'aria-label': t('do.close') }}
      title={reply.refused > 0 ? t('inbox.resultRefused', counts) : t('inbox.result', counts)}
      description={
        reply.refused > 0 && (
          <ul>
            {reply.results.map((result) =>
              result.ok ? null : (
                <li key={result.dossier}>
                  <span className="code">{codes.get(result.dossier)}</span>: {result.detail}
                </li>
              ),
            )}
          </ul>
        )
      }
    />
  );
}
