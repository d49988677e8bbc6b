/** Who stands in for whom: for oneself, and by a leader for their people. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  substitutionsArrange,
  substitutionsEnd,
  substitutionsList,
  substitutionsPeople,
} from '../../api-client/sdk.gen.ts';
import type { Colleagues, Substitutions } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { queryClient } from '../../app/query.ts';
import { useSession } from '../../app/session.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { filterOption } from '../../common/find.ts';
import { byGivenName, moment } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { fromPicker, toPicker } from '../../common/pickers.ts';
import { Empty, Read, SubmitFault } from '../../common/states.tsx';

const KEY = ['substitutions'];
type Row = Substitutions['substitutions'][number];

export function Substitution() {
  const { t } = useTranslation();
  const [arranging, setArranging] = useState(false);
  const [ending, setEnding] = useState<Row | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const query = useQuery({ queryKey: KEY, queryFn: () => call(substitutionsList()) });
  const done = (words: string) => {
    setTold(words);
    setArranging(false);
    setEnding(null);
    void queryClient.invalidateQueries();
  };
  return (
    <section className="panel stack" aria-labelledby="substitution">
      <div className="page-head">
        <h2 id="substitution">{t('substitution.title')}</h2>
        <Button onClick={() => setArranging(true)}>{t('substitution.arrange')}</Button>
      </div>
      <p className="second">{t('substitution.intro')}</p>
      <div role="status">{told && <Alert type="success" showIcon title={told} />}</div>
      <Read query={query}>
        {({ substitutions }) =>
          substitutions.length === 0 ? (
            <Empty>{t('substitution.empty')}</Empty>
          ) : (
            <Listed rows={substitutions} onEnd={setEnding} />
          )
        }
      </Read>
      {arranging && (
        <Arrange
          onClose={() => setArranging(false)}
          onDone={(officer, substitute) => done(t('substitution.done', { officer, substitute }))}
        />
      )}
      {ending && (
        <End row={ending} onClose={() => setEnding(null)} onDone={() => done(t('substitution.ended'))} />
      )}
    </section>
  );
}

function Listed({ rows, onEnd }: { readonly rows: readonly Row[]; readonly onEnd: (row: Row) => void }) {
  const { t } = useTranslation();
  return (
    <HeadedTable
      labelledBy="substitution"
      heads={[
        t('substitution.officer'),
        t('substitution.substitute'),
        t('substitution.from'),
        t('substitution.to'),
        t('substitution.reason'),
        t('substitution.state'),
      ]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <td>{row.officer.name}</td>
          <td>{row.substitute.name}</td>
          <td className="nowrap">{moment(row.from)}</td>
          <td className="nowrap">{moment(row.to)}</td>
          <td>{row.reason}</td>
          <td>
            <span className="row">
              {t(`substitution.states.${row.state}`)}
              {row.mayEnd && (
                <button
                  type="button"
                  className="row-action"
                  aria-label={`${t('substitution.end')}: ${row.substitute.name}`}
                  onClick={() => onEnd(row)}
                >
                  {t('substitution.end')}
                </button>
              )}
            </span>
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}

function End({
  row,
  onClose,
  onDone,
}: {
  readonly row: Row;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const end = useMutation({
    mutationFn: () => call(substitutionsEnd({ path: { id: row.id } })),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      title={t('substitution.endTitle')}
      okText={t('substitution.end')}
      okButtonProps={{ loading: end.isPending, 'data-primary': 'true' }}
      cancelText={t('do.cancel')}
      closable={{ 'aria-label': t('do.close') }}
      onCancel={onClose}
      onOk={() => end.mutate()}
    >
      <SubmitFault error={end.error} />
      <p>{t('substitution.endText', { officer: row.officer.name, substitute: row.substitute.name })}</p>
    </Modal>
  );
}

interface Values {
  readonly officer: string;
  readonly substitute: string;
  readonly from: Dayjs;
  readonly to: Dayjs;
  readonly reason: string;
}

const colleagueOptions = (people: Colleagues['people']) =>
  people
    .map(({ id, name, title, unit }) => ({ value: id, name, label: `${name} (${title}, ${unit})` }))
    .sort((a, b) => byGivenName(a.name, b.name));

function Arrange(props: {
  readonly onClose: () => void;
  readonly onDone: (officer: string, substitute: string) => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const session = useSession();
  const { data } = useQuery({ queryKey: [...KEY, 'people'], queryFn: () => call(substitutionsPeople()) });
  const people = data?.people ?? [];
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? id;
  const today = toPicker(new Date().toISOString());
  const finder = { showSearch: { filterOption } };
  return (
    <EditDialog<Values, unknown>
      title={t('substitution.arrange')}
      submit={t('substitution.arrange')}
      initial={{
        officer: session.officer.id,
        from: today,
        to: dayjs(today).add(1, 'day').hour(17).minute(0).second(0),
      }}
      send={({ from, to, ...values }, key) =>
        call(
          substitutionsArrange({
            headers: { 'Idempotency-Key': key },
            body: { ...values, from: fromPicker(from), to: fromPicker(to) },
          }),
        )
      }
      onClose={props.onClose}
      onDone={(_reply, { officer, substitute }) => props.onDone(nameOf(officer), nameOf(substitute))}
    >
      <Form.Item
        name="officer"
        label={t('substitution.officer')}
        rules={[required(t('substitution.officer'))]}
      >
        <Select {...finder} options={colleagueOptions(people.filter((one) => one.mayBeReplaced))} />
      </Form.Item>
      <Form.Item
        name="substitute"
        label={t('substitution.substitute')}
        rules={[required(t('substitution.substitute'))]}
      >
        <Select {...finder} options={colleagueOptions(people)} />
      </Form.Item>
      <div className="row" style={{ gap: 16 }}>
        {(['from', 'to'] as const).map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`substitution.${name}`)}
            rules={[required(t(`substitution.${name}`))]}
          >
            <DatePicker
              showTime={{ format: 'HH:mm' }}
              needConfirm={false}
              allowClear={false}
              format="DD/MM/YYYY HH:mm"
            />
          </Form.Item>
        ))}
      </div>
      <Form.Item name="reason" label={t('substitution.reason')} rules={[required(t('substitution.reason'))]}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </EditDialog>
  );
}
