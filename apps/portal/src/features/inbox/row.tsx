/** One row of the inbox. Plain elements: there may be thousands of it. */
import type { TFunction } from 'i18next';
import { memo, useRef, useState } from 'react';
import { dossiersAct } from '../../api-client/sdk.gen.ts';
import type { InboxRow } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { moment, shortMoment, UNKNOWN } from '../../common/formats.ts';
import { han, stepClocks } from '../../common/han.tsx';
import { SelectCell } from '../../common/selection.tsx';
import { useRowLink } from '../../common/row-link.ts';
import { SubmitFault } from '../../common/states.tsx';
import { rowProps } from '../../common/virtual-table.tsx';
import type { Tab } from './list.ts';

interface Props {
  /** Given, since each row's own hold on the language costs as much as its cells. */
  readonly t: TFunction;
  readonly index: number;
  readonly row: InboxRow;
  readonly tab: Tab;
  readonly selectable: boolean;
  readonly selected: boolean;
  readonly gone: boolean;
  readonly toggle: (row: InboxRow, on: boolean) => void;
  readonly reload: () => void;
}

export const Row = memo(function Row(props: Props) {
  const { t, row, tab, selectable, selected, gone, toggle, reload, index } = props;
  const link = useRowLink(`/ho-so/${row.dossier}`);
  return (
    <tr
      {...rowProps(index)}
      className={gone ? 'row-gone' : ''}
      aria-selected={selectable ? selected : undefined}
    >
      {selectable && (
        <SelectCell t={t} code={row.code} checked={selected} onChange={(on) => toggle(row, on)} />
      )}
      {tab === 'done' ? doneAt(t, row) : stepClocks(t, row.clock, row.dossierClock)}
      <td>
        <a {...link} className="code" data-row-link>
          {row.code ?? t('dossier.noCode')}
        </a>
        <div className="second">{row.procedure.title}</div>
      </td>
      <td>
        {row.step
          ? `${row.step.no} ${row.step.content}`
          : t(row.question ? 'inbox.question' : 'inbox.unreceived')}
      </td>
      <td>{row.applicant ?? UNKNOWN}</td>
      <td className="nowrap">{shortMoment(row.dossierClock.dueAt)}</td>
      {tab === 'unit' && <td>{row.officer?.name ?? t('dossier.unassigned')}</td>}
      <td>{row.waiting.map((cause) => t(`waiting.${cause as 'payment'}`)).join(', ')}</td>
      {(tab === 'mine' || tab === 'to-claim') && (
        <td>
          <NextAction t={t} row={row} tab={tab} open={link.onClick} reload={reload} />
        </td>
      )}
    </tr>
  );
});

const doneAt = (t: TFunction, row: InboxRow) => (
  <td className="nowrap">
    {moment(row.doneAt)}
    <div>{han(t, row.clock, true)}</div>
  </td>
);

const actionOf = (row: InboxRow, claims: boolean) =>
  claims ? 'claim' : row.step ? 'complete' : row.question ? 'answer-consultation' : 'receive';

interface ActionProps extends Pick<Props, 't' | 'row' | 'tab' | 'reload'> {
  readonly open: (event: React.MouseEvent) => void;
}

/** Claiming takes one press; a step is done on its dossier's page, where its form is. */
function NextAction({ t, row, tab, open, reload }: ActionProps) {
  const key = useRef<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const claim = async () => {
    try {
      const headers = { 'Idempotency-Key': (key.current ??= newKey()) };
      const body = { step: row.step?.no };
      wrote(await call(dossiersAct({ path: { id: row.dossier, action: 'claim' }, headers, body })));
      reload();
    } catch (error) {
      setFault(error);
    }
  };
  const claims = tab === 'to-claim' && row.step !== null;
  return (
    <>
      <button type="button" className="row-action" onClick={claims ? () => void claim() : open}>
        {t(`action.${actionOf(row, claims)}`)}
      </button>
      {fault !== null && <SubmitFault error={fault} />}
    </>
  );
}
