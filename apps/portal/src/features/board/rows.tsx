/** The board's late and soon-late steps, to be chosen and moved or put off together. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LateBoard } from '../../api-client/types.gen.ts';
import { isAuditor, leads, useSession } from '../../app/session.ts';
import { BulkResult, useBulk } from '../../common/bulk.tsx';
import { DensitySwitch } from '../../common/density.tsx';
import { number, shortMoment, time, UNKNOWN } from '../../common/formats.ts';
import { stepClocks } from '../../common/han.tsx';
import { useRowLink } from '../../common/row-link.ts';
import { readMost, SelectCell, SelectionBar, selectColumn, useSelection } from '../../common/selection.tsx';
import type { Selection } from '../../common/selection.tsx';
import { Empty } from '../../common/states.tsx';
import { rowProps, VirtualTable } from '../../common/virtual-table.tsx';
import type { Column } from '../../common/virtual-table.tsx';
import { readBoard, rowKey } from './data.ts';
import type { BoardRow, useBoardRows, Wanted } from './data.ts';
import { ExtendDialog } from './extend-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';

type List = ReturnType<typeof useBoardRows>;

export function BoardRows(props: {
  readonly board: LateBoard;
  readonly list: List;
  readonly wanted: Wanted;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const { board, list, wanted } = props;
  const selection = useSelection(rowKey);
  const bulk = useBulk();
  const [acting, setActing] = useState<'move' | 'extend' | null>(null);
  const acts = leads(session) && !isAuditor(session);
  const rows = [...selection.rows.values()];
  const close = () => setActing(null);
  const done = () => {
    close();
    selection.clear();
    list.reload();
  };
  return (
    <section className="stack" aria-labelledby="board-rows">
      <div className="row spread">
        <h2 id="board-rows">
          {t('board.rows')} ({number(board.total)})
        </h2>
        <DensitySwitch />
      </div>
      {acting === null && <BulkResult bulk={bulk} />}
      {board.total === 0 ? (
        <Empty>{t('board.empty')}</Empty>
      ) : (
        <Table list={list} selection={acts ? selection : null} />
      )}
      <p className="second">{t('inbox.asOf', { at: time(board.asOf) })}</p>
      {acting === null && (
        <SelectionBar
          selection={selection}
          total={list.total}
          readMore={() => readMost((limit, cursor) => readBoard(wanted, limit, cursor))}
        >
          <Button size="small" onClick={() => setActing('move')}>
            {t('board.reassign')}
          </Button>
          <Button size="small" onClick={() => setActing('extend')}>
            {t('board.extend')}
          </Button>
        </SelectionBar>
      )}
      {acting === 'move' && <MoveDialog rows={rows} bulk={bulk} onClose={close} onDone={done} />}
      {acting === 'extend' && (
        <ExtendDialog rows={rows} asOf={board.asOf} bulk={bulk} onClose={close} onDone={done} />
      )}
    </section>
  );
}

function Table({ list, selection }: { readonly list: List; readonly selection: Selection<BoardRow> | null }) {
  const { t } = useTranslation();
  const columns: readonly Column[] = [
    ...selectColumn(selection, list.loaded, rowKey),
    { key: 'left', width: 246, head: t('column.left') },
    { key: 'dossier', width: 180, head: t('column.dossier') },
    { key: 'step', width: 116, head: t('column.step') },
    { key: 'officer', width: 130, head: t('column.officer') },
    { key: 'due', width: 140, head: t('column.due') },
    { key: 'chance', width: 108, head: t('list.chance') },
    { key: 'told', width: 120, head: t('list.told') },
  ];
  const row = (index: number) => {
    const found = list.rowAt(index);
    return found ? <Row index={index} row={found} selection={selection} /> : null;
  };
  return (
    <VirtualTable
      label={t('board.rows')}
      columns={columns}
      count={list.count}
      total={list.total}
      keyOf={(index) => {
        const found = list.rowAt(index);
        return found ? rowKey(found) : index;
      }}
      row={row}
      onShow={list.show}
    />
  );
}

function Row(props: {
  readonly index: number;
  readonly row: BoardRow;
  readonly selection: Selection<BoardRow> | null;
}) {
  const { t } = useTranslation();
  const { index, row, selection } = props;
  const link = useRowLink(`/ho-so/${row.dossier}`);
  const selected = selection?.rows.has(rowKey(row)) ?? false;
  return (
    <tr {...rowProps(index)} {...(selection && { 'aria-selected': selected })}>
      {selection && (
        <SelectCell t={t} code={row.code} checked={selected} onChange={(on) => selection.toggle(row, on)} />
      )}
      {stepClocks(t, row.clock, row.dossierClock)}
      <td>
        <a {...link} className="code" data-row-link>
          {row.code ?? t('dossier.noCode')}
        </a>
        <div className="second">{row.procedure.title}</div>
      </td>
      <td>
        {row.step.no} {row.step.content}
      </td>
      <td>
        {row.officer?.name ?? t('board.unassigned')}
        <div className="second">{row.unit.name}</div>
      </td>
      <td>{shortMoment(row.dossierClock.dueAt)}</td>
      <td>{row.chance === null ? UNKNOWN : `${number(row.chance * 100)}%`}</td>
      <Told told={row.told} />
    </tr>
  );
}

/** Who was told, and when: the people by name, the rest of a crowd by number. */
function Told({ told }: { readonly told: BoardRow['told'] }) {
  const { t } = useTranslation();
  if (!told) return <td>{UNKNOWN}</td>;
  const [first, ...others] = told.recipients;
  return (
    <td title={told.recipients.map(({ name }) => name).join(', ')}>
      {first?.name}
      {others.length > 0 && ` ${t('list.andOthers', { count: others.length })}`}
      <div className="second">{shortMoment(told.at)}</div>
    </td>
  );
}
