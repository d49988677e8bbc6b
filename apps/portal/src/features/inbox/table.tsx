/** The inbox as a table: the row's link is its code, the row's action is the next thing to do. */
import { useCallback, useRef } from 'react';
import type { InboxRow } from '../../api-client/types.gen.ts';
import { selectColumn } from '../../common/selection.tsx';
import type { Selection } from '../../common/selection.tsx';
import { VirtualTable } from '../../common/virtual-table.tsx';
import type { Column } from '../../common/virtual-table.tsx';
import { useT } from '../../i18n/use-t.ts';
import { rowKey } from './list.ts';
import type { InboxList, Tab } from './list.ts';
import { Row } from './row.tsx';

interface Props {
  readonly list: InboxList;
  readonly tab: Tab;
  readonly selectable: boolean;
  readonly selection: Selection<InboxRow>;
}

export function InboxTable({ list, tab, selectable, selection }: Props) {
  const t = useT();
  const columns = useColumns(list, tab, selectable ? selection : null);
  const latest = useRef(list.reload);
  latest.current = list.reload;
  // The same from one drawing to the next, so that only rows that changed are drawn again.
  const reload = useCallback(() => latest.current(), []);
  const row = (index: number) => {
    const found = list.rowAt(index);
    if (!found) return null;
    return (
      <Row
        t={t}
        index={index}
        row={found}
        tab={tab}
        selectable={selectable}
        selected={selection.rows.has(rowKey(found))}
        gone={list.gone.has(rowKey(found))}
        toggle={selection.toggle}
        reload={reload}
      />
    );
  };
  return (
    <VirtualTable
      label={t('inbox.title')}
      columns={columns}
      count={list.count}
      total={list.total}
      keyOf={(index) => keyAt(list, index)}
      row={row}
      onShow={list.show}
    />
  );
}

function keyAt(list: InboxList, index: number): string | number {
  const row = list.rowAt(index);
  return row ? rowKey(row) : index;
}

function useColumns(list: InboxList, tab: Tab, selection: Selection<InboxRow> | null): readonly Column[] {
  const t = useT();
  return [
    ...selectColumn(selection, list.loaded, rowKey),
    { key: 'left', width: 250, head: tab === 'done' ? t('column.doneAt') : t('column.left') },
    { key: 'dossier', width: 196, head: t('column.dossier') },
    { key: 'step', width: 130, head: t('column.step') },
    { key: 'applicant', width: 120, head: t('column.applicant') },
    { key: 'due', width: 142, head: t('column.due') },
    ...(tab === 'unit' ? [{ key: 'officer', width: 130, head: t('column.officer') }] : []),
    { key: 'note', width: 68, head: t('column.note') },
    ...(tab === 'mine' || tab === 'to-claim' ? [{ key: 'next', width: 134, head: t('column.next') }] : []),
  ];
}
