/** The criteria sets: what ships, as people read it, and the check of any text before a year is opened with it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scoringSetsCheck, scoringSetsSet, scoringYearsSets } from '../../api-client/sdk.gen.ts';
import type { CheckedSet } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { Fact } from '../../common/facts.tsx';
import { number, plainDate } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Read, SubmitFault } from '../../common/states.tsx';
import { SCORING } from './data.ts';

export function CriteriaSetsPage() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('proposed-100');
  const [text, setText] = useState<string | null>(null);
  const sets = useQuery({ queryKey: [...SCORING, 'sets'], queryFn: () => call(scoringYearsSets()) });
  const shown = useQuery({
    queryKey: [...SCORING, 'set', chosen],
    queryFn: () => call(scoringSetsSet({ path: { id: chosen } })),
  });
  const check = useMutation({ mutationFn: (yaml: string) => call(scoringSetsCheck({ body: { yaml } })) });
  return (
    <div className="stack">
      <PageHead title={t('scoring.sets.title')}>
        <label className="row">
          {t('scoring.sets.choose')}
          <Select
            value={chosen}
            onChange={(id) => {
              setChosen(id);
              setText(null);
              check.reset();
            }}
            style={{ width: 240 }}
            options={(sets.data?.sets ?? []).map((id) => ({ value: id, label: id }))}
          />
        </label>
        {text === null && (
          <Button onClick={() => setText(shown.data?.yaml ?? '')}>{t('scoring.sets.edit')}</Button>
        )}
      </PageHead>
      {text !== null && (
        <section className="panel stack">
          <label className="stack" style={{ gap: 4 }}>
            <strong>{t('scoring.sets.paste')}</strong>
            <Input.TextArea
              className="hash"
              rows={14}
              spellCheck={false}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
            <span className="second">{t('scoring.sets.pasteHint')}</span>
          </label>
          <SubmitFault error={check.error} />
          <div>
            <Button
              type="primary"
              loading={check.isPending}
              disabled={text.trim() === ''}
              onClick={() => check.mutate(text)}
              data-primary
            >
              {t('scoring.sets.check')} (F2)
            </Button>
          </div>
        </section>
      )}
      {check.data ? (
        <Checked of={check.data} />
      ) : (
        <Read query={shown}>{(read) => <Checked of={read} />}</Read>
      )}
    </div>
  );
}

function Checked({ of }: { readonly of: CheckedSet }) {
  const { t } = useTranslation();
  return (
    <>
      <section className="panel stack" aria-labelledby="findings">
        <h2 id="findings">{t('scoring.sets.findings')}</h2>
        {of.findings.length === 0 ? (
          <Alert type="success" showIcon role="status" title={t('scoring.sets.sound')} />
        ) : (
          <HeadedTable
            labelledBy="findings"
            heads={[t('scoring.sets.level'), t('scoring.sets.where'), t('scoring.sets.problem')]}
          >
            {of.findings.map(({ code, severity, where, message }) => (
              <tr key={`${code} ${where} ${message}`}>
                <td className={severity === 'error' ? 'han-late' : undefined}>
                  {t(`scoring.sets.severity.${severity}`)}
                </td>
                <td className="hash">{where}</td>
                <td>{message}</td>
              </tr>
            ))}
          </HeadedTable>
        )}
      </section>
      {of.set ? <Shown set={of.set} /> : <Alert type="error" showIcon title={t('scoring.sets.unreadable')} />}
    </>
  );
}

function Shown({ set }: { readonly set: NonNullable<CheckedSet['set']> }) {
  const { t } = useTranslation();
  const { valid } = set;
  const groupOf = (id: string | null) => set.groups.find((group) => group.id === id)?.name ?? '';
  return (
    <>
      <section className="panel stack">
        <h2>{set.title}</h2>
        <dl className="facts">
          <Fact label={t('scoring.sets.level')}>
            {set.official ? t('scoring.sets.official') : t('scoring.sets.proposed')},{' '}
            {t('scoring.sets.version', { version: set.version })}
          </Fact>
          <Fact label={t('scoring.sets.valid')}>
            {valid.from === null && valid.to === null
              ? t('scoring.sets.forever')
              : `${plainDate(valid.from)} – ${plainDate(valid.to)}`}
          </Fact>
          <Fact label={t('scoring.sets.total')}>{number(set.total, 2)}</Fact>
          <Fact label={t('scoring.sets.legal')}>{set.legalBasis.join('; ') || '—'}</Fact>
          <Fact label={t('scoring.sets.bands')}>
            {set.bands
              .map(({ name, edges }) => `${name}: ${edges ? edgesOf(edges) : t('scoring.sets.noEdges')}`)
              .join('; ') || '—'}
          </Fact>
          {set.settings.length > 0 && (
            <Fact label={t('scoring.sets.settings')}>
              {set.settings
                .map(({ name, value, choices }) => `${name} = ${value} (${choices.join(' / ')})`)
                .join('; ')}
            </Fact>
          )}
        </dl>
        {set.notes.map((note) => (
          <p key={note} className="second">
            {note}
          </p>
        ))}
      </section>
      {set.criteria.length > 0 && (
        <HeadedTable
          label={t('scoring.sets.criteria')}
          heads={[
            t('scoring.sets.criteria'),
            num(t('scoring.sheet.max')),
            t('scoring.sets.how'),
            t('scoring.sets.text'),
          ]}
        >
          {set.criteria.map(({ id, name, group, max, how, text }) => (
            <tr key={id}>
              <td>
                {id} {name}
                <div className="second">{groupOf(group)}</div>
              </td>
              <td className="num">{number(max, 2)}</td>
              <td>{t(`scoring.sheet.how.${how}`)}</td>
              <td className={how === 'computed' ? 'hash' : undefined}>{text}</td>
            </tr>
          ))}
        </HeadedTable>
      )}
    </>
  );
}

type Edges = NonNullable<NonNullable<CheckedSet['set']>['bands'][number]['edges']>;
/** [80, 90): the bracket says which edge belongs to the class. */
const edgesOf = ({ lower, upper }: Edges): string =>
  `${lower.closed ? '[' : '('}${number(lower.at, 2)}; ${number(upper.at, 2)}${upper.closed ? ']' : ')'}`;
