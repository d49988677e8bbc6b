/**
 * What a search found. The counter hands over results that wait there, one or many; what became of them stays to be
 * read when none is left to find.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FoundDossiers } from '../../api-client/types.gen.ts';
import { isReception, useSession } from '../../app/session.ts';
import { BulkResult, useBulk } from '../../common/bulk.tsx';
import { DensitySwitch } from '../../common/density.tsx';
import { date, number, shortMoment, UNKNOWN } from '../../common/formats.ts';
import { HandOver } from '../../common/hand-over.tsx';
import { Han } from '../../common/han.tsx';
import type { Paged } from '../../common/paged.ts';
import { useRowLink } from '../../common/row-link.ts';
import { readMost, SelectCell, SelectionBar, selectColumn, useSelection } from '../../common/selection.tsx';
import type { Selection } from '../../common/selection.tsx';
import { Empty } from '../../common/states.tsx';
import { rowProps, VirtualTable } from '../../common/virtual-table.tsx';
import type { Column } from '../../common/virtual-table.tsx';
import { find } from './data.ts';
import type { Target, Wanted } from './data.ts';

type Found = FoundDossiers['rows'][number];
const idOf = ({ id }: Found): string => id;

interface Props {
  readonly list: Paged<Found, FoundDossiers>;
  readonly wanted: Wanted;
  readonly to: Target;
}

export function FoundTable({ list, wanted, to }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const selection = useSelection(idOf);
  const bulk = useBulk();
  const handsOver = isReception(useSession()) && wanted.status === 'issued';
  const rows = [...selection.rows.values()].map(({ id, code }) => ({ dossier: id, code }));
  const done = () => {
    selection.clear();
    void client.invalidateQueries({ queryKey: ['search'] });
  };
  return (
    <>
      <BulkResult bulk={bulk} />
      {list.count === 0 ? (
        <Empty>{t('search.empty')}</Empty>
      ) : (
        <>
          <div className="row spread">
            <p role="status">{t('search.found', { total: number(list.total) })}</p>
            <DensitySwitch />
          </div>
          <Table list={list} to={to} selection={handsOver ? selection : null} />
        </>
      )}
      <SelectionBar
        selection={selection}
        total={list.total}
        readMore={() => readMost((limit, cursor) => find(wanted, limit, cursor))}
      >
        <HandOver rows={rows} bulk={bulk} onDone={done} />
      </SelectionBar>
    </>
  );
}

function Table(props: Pick<Props, 'list' | 'to'> & { readonly selection: Selection<Found> | null }) {
  const { t } = useTranslation();
  const { list, to, selection } = props;
  const columns: readonly Column[] = [
    ...selectColumn(selection, list.loaded, idOf),
    { key: 'dossier', width: 220, head: t('column.dossier') },
    { key: 'applicant', width: 150, head: t('column.applicant') },
    { key: 'status', width: 120, head: t('column.status') },
    { key: 'left', width: 200, head: t('column.left') },
    { key: 'due', width: 142, head: t('column.due') },
    { key: 'step', width: 150, head: t('column.step') },
    { key: 'received', width: 92, head: t('column.received') },
  ];
  const row = (index: number) => {
    const found = list.rowAt(index);
    return found ? <Row index={index} row={found} to={to} selection={selection} /> : null;
  };
  return (
    <VirtualTable
      label={t('search.title')}
      columns={columns}
      count={list.count}
      total={list.total}
      keyOf={(index) => list.rowAt(index)?.id ?? index}
      row={row}
      onShow={list.show}
    />
  );
}

function Row(props: {
  readonly index: number;
  readonly row: Found;
  readonly to: Target;
  readonly selection: Selection<Found> | null;
}) {
  const { t } = useTranslation();
  const { index, row, to, selection } = props;
  const link = useRowLink(to.replace('$id', row.id));
  const selected = selection?.rows.has(row.id) ?? false;
  return (
    <tr {...rowProps(index)} {...(selection && { 'aria-selected': selected })}>
      {selection && (
        <SelectCell t={t} code={row.code} checked={selected} onChange={(on) => selection.toggle(row, on)} />
      )}
      <td>
        <a {...link} className="code" data-row-link>
          {row.code ?? t('dossier.noCode')}
        </a>
        <div className="second">{row.title}</div>
      </td>
      <td>{row.applicant ?? UNKNOWN}</td>
      <td>{t(`national.n${row.national as 1}`)}</td>
      <td>
        <Han clock={row.clock} closed={row.issuedAt !== null || row.closedAt !== null} />
      </td>
      <td>{shortMoment(row.dueAt)}</td>
      <td>
        {row.steps.map(({ step, officer, unit }) => (
          <div key={step}>
            {step} {officer?.name ?? unit.name}
          </div>
        ))}
      </td>
      <td>{date(row.receivedAt)}</td>
    </tr>
  );
}
