/** The inbox as a table: the row's link is its code, the row's action is the next thing to do. */
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersAct } from '../../api-client/sdk.gen.ts';
import type { InboxRow } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { moment, shortMoment, UNKNOWN } from '../../common/formats.ts';
import { Han } from '../../common/han.tsx';
import { SubmitFault } from '../../common/states.tsx';
import { rowKey } from './list.ts';
import type { InboxList, Tab } from './list.ts';

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
  const toggle = (key: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(key);
    else next.delete(key);
    setSelected(next);
  };
  return (
    <div className="table-scroll" role="group" aria-label={t('inbox.title')} tabIndex={0}>
      <table className="plain work">
        <thead>
          <tr>
            {selectable && (
              <th scope="col">
                <Checkbox
                  aria-label={t('column.all')}
                  checked={keys.length > 0 && keys.every((key) => selected.has(key))}
                  indeterminate={selected.size > 0 && !keys.every((key) => selected.has(key))}
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
            {tab !== 'done' && tab !== 'unit' && <th scope="col">{t('column.next')}</th>}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr key={key} className={list.gone.has(key) ? 'row-gone' : ''}>
                {selectable && (
                  <td>
                    <Checkbox
                      aria-label={t('column.select', { code: row.code ?? '' })}
                      checked={selected.has(key)}
                      onChange={({ target }) => toggle(key, target.checked)}
                    />
                  </td>
                )}
                <Clocks row={row} tab={tab} />
                <td>
                  <Link to="/ho-so/$id" params={{ id: row.dossier }} className="code" data-row-link>
                    {row.code ?? t('dossier.noCode')}
                  </Link>
                  <div className="second">{row.procedure.title}</div>
                </td>
                <td className="step-cell">
                  {row.step ? `${row.step.no} ${row.step.content}` : t('inbox.unreceived')}
                </td>
                <td>{row.applicant ?? UNKNOWN}</td>
                <td className="nowrap">{shortMoment(row.dossierClock.dueAt)}</td>
                {tab === 'unit' && <td>{row.officer?.name ?? t('dossier.unassigned')}</td>}
                <td>{row.waiting.map((cause) => t(`waiting.${cause as 'payment'}`)).join(', ')}</td>
                {tab !== 'done' && tab !== 'unit' && (
                  <td>
                    <NextAction row={row} tab={tab} reload={reload} />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Clocks({ row, tab }: { readonly row: InboxRow; readonly tab: Tab }) {
  const { t } = useTranslation();
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
  return (
    <td>
      <Han clock={row.clock} />
      {row.dossierClock.state !== 'none' && (
        <div className="small">
          {t('column.dossier')} <Han clock={row.dossierClock} />
        </div>
      )}
    </td>
  );
}

/** Claiming takes one press; a step is done on its dossier's page, where its form is. */
function NextAction({
  row,
  tab,
  reload,
}: {
  readonly row: InboxRow;
  readonly tab: Tab;
  readonly reload: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const claim = async () => {
    try {
      wrote(
        await call(
          dossiersAct({
            path: { id: row.dossier, action: 'claim' },
            headers: { 'Idempotency-Key': key },
            body: { step: row.step?.no },
          }),
        ),
      );
      reload();
    } catch (error) {
      setFault(error);
    }
  };
  const open = () => void navigate({ to: '/ho-so/$id', params: { id: row.dossier } });
  const claims = tab === 'to-claim' && row.step !== null;
  return (
    <>
      <Button size="small" onClick={claims ? () => void claim() : open}>
        {claims ? t('action.claim') : row.step ? t('action.complete') : t('action.receive')}
      </Button>
      <SubmitFault error={fault} />
    </>
  );
}
