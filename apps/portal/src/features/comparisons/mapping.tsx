/** Which activity of the log is which step: proposed, looked at and confirmed by a person. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisonsSteps, proceduresShow } from '../../api-client/sdk.gen.ts';
import type { ProposedSteps } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { number } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { Read } from '../../common/states.tsx';
import type { ChosenPart, Found } from './chosen.ts';

type Activities = Found['procedures'][number]['activities'];
const NONE = '';

interface Props {
  readonly agency: string;
  readonly part: ChosenPart;
  readonly activities: Activities;
  readonly onChange: (steps: Readonly<Record<string, string | null>>) => void;
}

export function Mapping(props: Props) {
  const { t } = useTranslation();
  const id = useId();
  const { agency, part, activities } = props;
  const { procedure, edition } = part;
  const names = activities.map(({ name }) => name);
  const proposed = useQuery({
    queryKey: ['log-steps', agency, procedure, edition, names],
    queryFn: () => call(comparisonsSteps({ body: { agency, procedure, edition, activities: names } })),
    refetchOnWindowFocus: false,
    // What is confirmed in one comparison is proposed in the next.
    gcTime: 0,
  });
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>
        {t('comparisons.mapping', { code: part.said ? `${procedure} (${part.said})` : procedure })}
      </h2>
      <p className="second">{t('comparisons.mappingHint')}</p>
      <Read query={proposed}>{({ steps }) => <Table {...props} proposed={steps} labelled={id} />}</Read>
    </section>
  );
}

function Table(props: Props & { readonly proposed: ProposedSteps['steps']; readonly labelled: string }) {
  const { t } = useTranslation();
  const { part, activities, onChange, proposed, labelled } = props;
  const { procedure, edition } = part;
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const content = useQuery({
    queryKey: ['procedure', procedure, edition],
    queryFn: () => call(proceduresShow({ path: { code: procedure, edition } })),
  });
  useEffect(() => {
    if (part.steps === null)
      onChange(Object.fromEntries(proposed.map(({ activity, step }) => [activity, step])));
  }, []);
  const options = [
    { value: NONE, label: t('comparisons.noStep') },
    ...(content.data?.edition.steps ?? []).map((step) => ({
      value: step.no,
      label: `${step.no} ${step.content}`,
    })),
  ];
  const how = new Map(proposed.map((one) => [one.activity, one.how]));
  const choose = (activity: string, step: string) => {
    setTouched((before) => new Set([...before, activity]));
    onChange({ ...part.steps, [activity]: step === NONE ? null : step });
  };
  return (
    <HeadedTable
      labelledBy={labelled}
      heads={[
        t('comparisons.activity'),
        num(t('comparisons.times')),
        t('comparisons.step'),
        t('comparisons.how'),
      ]}
    >
      {activities.map(({ name, events }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td className="num">{number(events)}</td>
          <td>
            <Select
              aria-label={`${t('comparisons.step')}: ${name}`}
              style={{ width: '100%', minWidth: 260 }}
              showSearch={{ optionFilterProp: 'label' }}
              value={part.steps?.[name] ?? NONE}
              onChange={(step) => choose(name, step)}
              options={options}
            />
          </td>
          <td className="nowrap">
            {t(`comparisons.hows.${touched.has(name) ? 'chosen' : (how.get(name) ?? 'none')}`)}
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}
