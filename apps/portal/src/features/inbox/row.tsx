/** One row of the inbox. Plain elements: there may be thousands of it. */
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersAct } from '../../api-client/sdk.gen.ts';
import type { InboxRow } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { moment, shortMoment, UNKNOWN } from '../../common/formats.ts';
import { Han, StepClocks } from '../../common/han.tsx';
import { SelectCell } from '../../common/selection.tsx';
import { useRowLink } from '../../common/row-link.ts';
import { SubmitFault } from '../../common/states.tsx';
import { rowProps } from '../../common/virtual-table.tsx';
import type { Tab } from './list.ts';

interface Props {
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
  const { t } = useTranslation();
  const { row, tab, selectable, selected, gone, toggle, reload, index } = props;
  const link = useRowLink(`/ho-so/${row.dossier}`);
  return (
    <tr
      {...rowProps(index)}
      className={gone ? 'row-gone' : ''}
      aria-selected={selectable ? selected : undefined}
    >
      {selectable && <SelectCell code={row.code} checked={selected} onChange={(on) => toggle(row, on)} />}
      <Clocks row={row} tab={tab} />
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
          <NextAction row={row} tab={tab} open={link.onClick} reload={reload} />
        </td>
      )}
    </tr>
  );
});

function Clocks({ row, tab }: { readonly row: InboxRow; readonly tab: Tab }) {
  if (tab === 'done') {
    return (
      <td className="nowrap">
        {moment(row.doneAt)}
        <div>
          <Han clock={row.clock} closed />
        </div>
      </td>
    );
  }
  return <StepClocks clock={row.clock} dossierClock={row.dossierClock} />;
}

const actionOf = (row: InboxRow, claims: boolean) =>
  claims ? 'claim' : row.step ? 'complete' : row.question ? 'answer-consultation' : 'receive';

interface ActionProps extends Pick<Props, 'row' | 'tab' | 'reload'> {
  readonly open: (event: React.MouseEvent) => void;
}

/** Claiming takes one press; a step is done on its dossier's page, where its form is. */
function NextAction({ row, tab, open, reload }: ActionProps) {
  const { t } = useTranslation();
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const claim = async () => {
    try {
      const headers = { 'Idempotency-Key': key };
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
      <SubmitFault error={fault} />
    </>
  );
}
