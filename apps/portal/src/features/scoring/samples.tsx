/** Which agencies are visited or verified: drawn from a seed, or chosen by the committee with a reason. */
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoringYear } from '../../api-client/types.gen.ts';
import { isCommittee, useSession } from '../../app/session.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { optionsOf } from '../../common/find.ts';
import { number } from '../../common/formats.ts';
import { actOnYear } from './data.ts';

type Sample = ScoringYear['samples'][number];
type Group = ScoringYear['sampling'][number];
const MAX_REASON = 2_000;

const keyOf = ({ sample, reviewer, set }: Pick<Group, 'sample' | 'reviewer' | 'set'>): string =>
  `${sample} ${reviewer.id} ${set}`;

export function Samples({ year }: { readonly year: ScoringYear }) {
  const { t } = useTranslation();
  const committee = isCommittee(useSession());
  const [choosing, setChoosing] = useState<Group | null>(null);
  const waiting = year.sampling.filter(
    (group) => !year.samples.some((taken) => keyOf(taken) === keyOf(group)),
  );
  return (
    <section className="panel stack" aria-labelledby="samples">
      <h2 id="samples">{t('scoring.samples')}</h2>
      {year.samples.length === 0 && waiting.length === 0 && (
        <p className="second">{t('scoring.noSamples')}</p>
      )}
      <ul className="stack">
        {[...year.samples, ...waiting].map((one) => {
          const group = year.sampling.find((open) => keyOf(open) === keyOf(one));
          return (
            <li key={keyOf(one)} className="row">
              <Words one={one} year={year} />
              {group && committee && (
                <Button onClick={() => setChoosing(group)}>{t('scoring.sampling.choose')}</Button>
              )}
            </li>
          );
        })}
      </ul>
      {choosing && <Choose year={year} group={choosing} onClose={() => setChoosing(null)} />}
    </section>
  );
}

function Words({ one, year }: { readonly one: Sample | Group; readonly year: ScoringYear }) {
  const { t } = useTranslation();
  const head = t('scoring.sampling.head', {
    kind: t(`scoring.sampleKinds.${one.sample}`),
    reviewer: one.reviewer.name,
    set: year.sets.find(({ id }) => id === one.set)?.title ?? one.set,
  });
  if (!('by' in one)) {
    const { size, population } = one;
    return (
      <span>
        {head}: {t('scoring.sampling.waiting', { size: number(size), of: number(population.length) })}
      </span>
    );
  }
  const { by, agencies } = one;
  const count = agencies.length;
  return (
    <details>
      <summary>
        {head}:{' '}
        {by.kind === 'drawn'
          ? t('scoring.drawn', { count, of: by.population.length, seed: by.seed })
          : t('scoring.chosen', { count, reason: by.reason })}
      </summary>
      <ul>
        {agencies.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

interface Values {
  readonly agencies: string[];
  readonly reason: string;
}

function Choose(props: { readonly year: ScoringYear; readonly group: Group; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const { year, group, onClose } = props;
  const { sample, reviewer, set, size, population, share } = group;
  const taken = year.samples.find((one) => keyOf(one) === keyOf(group));
  return (
    <EditDialog<Values, void>
      title={`${t('scoring.sampling.choose')}: ${t(`scoring.sampleKinds.${sample}`)}`}
      submit={t('scoring.sampling.record')}
      initial={{ agencies: taken?.agencies.map(({ id }) => id) ?? [] }}
      send={(values, key) =>
        actOnYear(year.id, 'choose-sample', { sample, reviewer: reviewer.id, set, ...values }, key)
      }
      onClose={onClose}
      onDone={onClose}
    >
      <p>
        {t('scoring.sampling.least', { size: number(size), of: number(population.length), share })}
        {taken?.by.kind === 'drawn' && ` ${t('scoring.sampling.replaces')}`}
      </p>
      <Form.Item
        name="agencies"
        label={t('scoring.sampling.agencies')}
        rules={[
          {
            validator: (_rule, chosen: string[]) =>
              chosen.length < size
                ? Promise.reject(new Error(t('scoring.sampling.few', { size: number(size) })))
                : Promise.resolve(),
          },
        ]}
      >
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={optionsOf(population)} />
      </Form.Item>
      <Form.Item name="reason" label={t('field.reason')} rules={[required(t('field.reason'))]}>
        <Input.TextArea rows={2} maxLength={MAX_REASON} />
      </Form.Item>
    </EditDialog>
  );
}
