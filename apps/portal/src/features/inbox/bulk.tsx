/** What can be done with many rows of the inbox at once. */
import { lazy, Suspense, useState } from 'react';
import type { InboxRow } from '../../api-client/types.gen.ts';
import { useFormNames } from '../../app/reference.ts';
import { job } from '../../common/bulk.tsx';
import type { Bulk } from '../../common/bulk.tsx';
import { HandOver } from '../../common/hand-over.tsx';
import { useT } from '../../i18n/use-t.ts';
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
  const t = useT();
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
  if (steps.every((row) => row.handsOver)) return <HandOver rows={steps} bulk={bulk} onDone={onDone} />;
  if (steps.some((row) => row.issuesResult)) return <span className="second">{t('list.ownNumber')}</span>;
  return <Complete rows={steps} bulk={bulk} onDone={onDone} />;
}

/** With what the steps must have made: said once for all of them. */
function Complete({ rows, bulk, onDone }: Omit<Props, 'tab'>) {
  const t = useT();
  const nameOf = useFormNames();
  const [chosen, setChosen] = useState<string | undefined>();
  const [made, setMade] = useState(false);
  const choices = commonOutcomes(rows);
  const value = choices.find((choice) => choice.value === chosen)?.value ?? choices[0]?.value;
  if (value === undefined) return <span className="second">{t('list.noOutcome')}</span>;
  const produced = [...new Set(rows.flatMap(({ forms, results }) => [...forms.map(nameOf), ...results]))];
  // What a step lists is its main outcome's.
  const needed = produced.length > 0 && rows.some(({ outcomes }) => outcomes[0]?.value === value);
  const body = (row: InboxRow) => ({
    ...step(row),
    outcome: value,
    ...(made && { forms: row.forms, results: row.results }),
  });
  const complete = () => bulk.send(job('complete', rows, body)).then((answered) => answered && onDone());
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
      {produced.length > 0 && (
        <label className="row">
          <input
            type="checkbox"
            className="row-check"
            checked={made}
            onChange={({ target }) => setMade(target.checked)}
          />
          {t('list.made', { what: produced.join('; ') })}
        </label>
      )}
      <button
        type="button"
        className="btn btn-small"
        disabled={bulk.busy || (needed && !made)}
        onClick={() => void complete()}
      >
        {t('inbox.completeSelected')}
      </button>
    </>
  );
}

/** A head gives the unit's work to people, and moves it between them. */
function MoveButton({ rows, bulk, onDone }: Omit<Props, 'tab'>) {
  const t = useT();
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
