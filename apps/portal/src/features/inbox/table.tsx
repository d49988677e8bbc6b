/** The inbox as a table: the row's link is its code, the row's action is the next thing to do. */
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rowKey } from './list.ts';
import type { InboxList, Tab } from './list.ts';
import { Row } from './row.tsx';

interface Props {
  readonly list: InboxList;
  readonly tab: Tab;
  readonly selected: ReadonlySet<string>;
  readonly setSelected: (selected: ReadonlySet<string>) => void;
  readonly reload: () => void;
}

export function InboxTable({ list, tab, selected, setSelected, reload }: Props) {
  const { t } = useTranslation();
  const selectable = tab === 'mine' || tab === 'to-claim';
  const keys = list.rows.map(rowKey);
  const latest = useRef({ selected, setSelected, reload });
  latest.current = { selected, setSelected, reload };
  // Both stay the same from one drawing to the next, so that only rows that changed are drawn again.
  const toggle = useCallback((key: string, on: boolean) => {
    const next = new Set(latest.current.selected);
    if (on) next.add(key);
    else next.delete(key);
    latest.current.setSelected(next);
  }, []);
  const again = useCallback(() => latest.current.reload(), []);
  return (
    <div className="table-scroll" role="group" aria-label={t('inbox.title')} tabIndex={0}>
      <table className="plain work">
        <thead>
          <tr>
            {selectable && (
              <th scope="col">
                <input
                  type="checkbox"
                  className="row-check"
                  aria-label={t('column.all')}
                  checked={keys.length > 0 && keys.every((key) => selected.has(key))}
                  onChange={({ target }) => setSelected(new Set(target.checked ? keys : []))}
                />
              </th>
            )}
            <th scope="col">{tab === 'done' ? t('column.doneAt') : t('column.left')}</th>
            <th scope="col">{t('column.dossier')}</th>
            <th scope="col">{t('column.step')}</th>
            <th scope="col">{t('column.applicant')}</th>
            <th scope="col">{t('column.due')}</th>
            {tab === 'unit' && <th scope="col">{t('column.officer')}</th>}
            <th scope="col">{t('column.note')}</th>
            {selectable && <th scope="col">{t('column.next')}</th>}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row, index) => (
            <Row
              key={keys[index]}
              row={row}
              tab={tab}
              selectable={selectable}
              selected={selected.has(keys[index]!)}
              gone={list.gone.has(keys[index]!)}
              toggle={toggle}
              reload={again}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
