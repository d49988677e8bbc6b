/** What can be done with many rows of the inbox at once. */
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../api-client/types.gen.ts';
import { job } from '../../common/bulk.tsx';
import type { Bulk } from '../../common/bulk.tsx';
import type { Tab } from './list.ts';

interface Props {
  readonly tab: Tab;
  readonly rows: readonly InboxRow[];
  readonly bulk: Bulk;
  readonly onDone: () => void;
}

/** Fetched when it is opened: it is made of Ant Design. */
const Move = lazy(() => import('./move.tsx').then((module) => ({ default: module.Move })));

const step = (row: InboxRow) => ({ step: row.step?.no });

/** Claiming takes one press; completing asks for the outcome where the steps leave a choice. */
export function BulkActions({ tab, rows, bulk, onDone }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | undefined>();
  const steps = rows.filter((row) => row.step !== null);
  if (steps.length < rows.length) return <span className="second">{t('list.nothingCommon')}</span>;
  const finish = (answered: boolean) => answered && onDone();
  if (tab === 'unit') return <MoveButton rows={steps} bulk={bulk} onDone={onDone} />;
  if (tab === 'to-claim') {
    return (
      <button
        type="button"
        className="btn btn-small"
        disabled={bulk.busy}
        onClick={() => void bulk.send(job('claim', rows, step)).then(finish)}
      >
        {t('inbox.claimSelected')}
      </button>
    );
  }
  const choices = commonOutcomes(rows);
  const value = choices.find((choice) => choice.value === chosen)?.value ?? choices[0]?.value;
  if (value === undefined) return <span className="second">{t('list.noOutcome')}</span>;
  const complete = () => bulk.send(job('complete', rows, (row) => ({ ...step(row), outcome: value })));
  return (
    <>
      {choices.length > 1 && (
        <label className="row">
          {t('list.outcome')}
          <select className="select" value={value} onChange={({ target }) => setChosen(target.value)}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        </label>
      )}
      <button
        type="button"
        className="btn btn-small"
        disabled={bulk.busy}
        onClick={() => void complete().then(finish)}
      >
        {t('inbox.completeSelected')}
      </button>
    </>
  );
}

/** A head gives the unit's work to people, and moves it between them. */
function MoveButton({ rows, bulk, onDone }: Omit<Props, 'tab'>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn btn-small" onClick={() => setOpen(true)}>
        {t('list.move')}
      </button>
      {open && (
        <Suspense>
          <Move rows={rows} bulk={bulk} onClose={() => setOpen(false)} onDone={onDone} />
        </Suspense>
      )}
    </>
  );
}

/** Steps that end differently can't be ended by one choice. */
function commonOutcomes(rows: readonly InboxRow[]): InboxRow['outcomes'] {
  const [first, ...others] = rows;
  return (first?.outcomes ?? []).filter(({ value }) =>
    others.every((row) => row.outcomes.some((outcome) => outcome.value === value)),
  );
}
