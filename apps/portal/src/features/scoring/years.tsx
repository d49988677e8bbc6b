/** The years of scoring; the committee opens one. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scoringYearsOpen, scoringYearsSets } from '../../api-client/sdk.gen.ts';
import type { ScoringYears } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { queryClient } from '../../app/query.ts';
import { useReference } from '../../app/reference.ts';
import { isCommittee, isSecretary, useSession } from '../../app/session.ts';
import { DayField, EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { filterOption, optionsOf } from '../../common/find.ts';
import { number, plainDate } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { fromPicker } from '../../common/pickers.ts';
import { Empty, Read } from '../../common/states.tsx';
import { SCORING, yearsQuery } from './data.ts';

const PHASES = ['self-scoring', 'review', 'verification', 'adjustment', 'appeals'] as const;
const LEVELS = ['department', 'sub-department', 'district', 'commune', 'public-service-unit'] as const;

export function YearsPage() {
  const { t } = useTranslation();
  const official = isCommittee(useSession());
  const [opening, setOpening] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const query = useQuery(yearsQuery);
  return (
    <div className="stack">
      <PageHead title={t('scoring.title')}>
        {official && (
          <Button type="primary" onClick={() => setOpening(true)} data-primary>
            {t('scoring.open')} (F2)
          </Button>
        )}
      </PageHead>
      <div role="status">
        {opened && <Alert type="success" showIcon title={t('scoring.opened', { year: opened })} />}
      </div>
      <Read query={query}>
        {({ years }) =>
          years.length === 0 ? <Empty>{t('scoring.noYears')}</Empty> : <Listed rows={years} />
        }
      </Read>
      {opening && (
        <OpenYear
          onClose={() => setOpening(false)}
          onDone={(year) => {
            setOpening(false);
            setOpened(year);
            void queryClient.invalidateQueries({ queryKey: SCORING });
          }}
        />
      )}
    </div>
  );
}

function Listed({ rows }: { readonly rows: ScoringYears['years'] }) {
  const { t } = useTranslation();
  const scores = isSecretary(useSession());
  return (
    <HeadedTable
      label={t('scoring.years')}
      heads={[
        t('scoring.year'),
        t('scoring.period'),
        t('scoring.phase'),
        num(t('scoring.agencies')),
        t('column.next'),
      ]}
    >
      {rows.map(({ id, title, from, to, phase, agencies }) => (
        <tr key={id}>
          <td>
            <Link to="/cham-diem/$nam" params={{ nam: id }} data-row-link>
              {title}
            </Link>
          </td>
          <td className="nowrap">
            {plainDate(from)} – {plainDate(to)}
          </td>
          <td>{t(`scoring.phases.${phase as 'review'}`)}</td>
          <td className="num">{number(agencies)}</td>
          <td>
            <span className="row">
              {scores && (
                <Link to="/cham-diem/$nam/tu-cham" params={{ nam: id }}>
                  {t('scoring.selfScore')}
                </Link>
              )}
              <Link to="/cham-diem/$nam/xep-hang" params={{ nam: id }}>
                {t('scoring.ranking')}
              </Link>
            </span>
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}

interface Values {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly ends: Record<(typeof PHASES)[number], Dayjs>;
  readonly set: string;
  readonly levels?: string[];
  readonly agencies?: string[];
}

function OpenYear(props: { readonly onClose: () => void; readonly onDone: (year: string) => void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const { agencies } = useReference();
  const { data } = useQuery({ queryKey: [...SCORING, 'sets'], queryFn: () => call(scoringYearsSets()) });
  const year = String(new Date().getFullYear());
  return (
    <EditDialog<Values, { position: string }>
      title={t('scoring.open')}
      submit={t('scoring.open')}
      width={720}
      initial={{
        id: year,
        title: `${t('scoring.title')} ${year}`,
        from: `${year}-01-01`,
        to: `${year}-12-31`,
      }}
      send={({ id, title, from, to, ends, set, levels = [], agencies: chosen = [] }, key) =>
        call(
          scoringYearsOpen({
            headers: { 'Idempotency-Key': key },
            body: {
              id,
              title,
              period: { from, to },
              ends: Object.fromEntries(PHASES.map((phase) => [phase, fromPicker(ends[phase])])) as never,
              sets: [{ set: { shipped: set }, levels, agencies: chosen }],
            },
          }),
        )
      }
      onClose={props.onClose}
      onDone={(reply, { id }) => {
        wrote(reply);
        props.onDone(id);
      }}
    >
      <div className="facts">
        <Form.Item name="id" label={t('scoring.id')} rules={[required(t('scoring.id'))]}>
          <Input autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item name="title" label={t('scoring.name')} rules={[required(t('scoring.name'))]}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <DayField name="from" label={t('scoring.from')} required />
        <DayField name="to" label={t('scoring.to')} required />
      </div>
      <Form.Item name="set" label={t('scoring.set')} rules={[required(t('scoring.set'))]}>
        <Select options={(data?.sets ?? []).map((id) => ({ value: id, label: id }))} />
      </Form.Item>
      <Form.Item name="levels" label={t('scoring.levels')}>
        <Select
          mode="multiple"
          options={LEVELS.map((value) => ({ value, label: t(`admin.agencies.levels.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="agencies" label={t('scoring.chosenAgencies')}>
        <Select mode="multiple" showSearch={{ filterOption }} options={optionsOf(agencies)} />
      </Form.Item>
      <h2>{t('scoring.ends')}</h2>
      <div className="facts">
        {PHASES.map((phase) => (
          <Form.Item
            key={phase}
            name={['ends', phase]}
            label={t(`scoring.phases.${phase}`)}
            rules={[required(t(`scoring.phases.${phase}`))]}
          >
            <DatePicker showTime={{ format: 'HH:mm' }} needConfirm={false} format="DD/MM/YYYY HH:mm" />
          </Form.Item>
        ))}
      </div>
    </EditDialog>
  );
}
