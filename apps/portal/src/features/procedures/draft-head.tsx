/** The head of a draft: what it is called, from when, how long in all. */
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { File } from './file.ts';
import { changed, textIn } from './file.ts';

const PROFILES = [
  'working-days',
  'working-hours',
  'calendar-days',
  'working-days-15h',
  'linked-licensing',
] as const;

export function DraftHead({
  file,
  onChange,
}: {
  readonly file: File;
  readonly onChange: (file: File) => void;
}) {
  const { t } = useTranslation();
  const field = (name: string, label: string, type = 'text') => (
    <label className="stack" style={{ gap: 4 }}>
      {label}
      <Input
        type={type}
        value={textIn(file, name)}
        onChange={({ target }) => onChange(changed(file, name, target.value))}
      />
    </label>
  );
  const from = textIn(file, 'effective-from');
  const { profile } = file as { profile?: unknown };
  const named = typeof profile === 'string' ? profile : 'own';
  return (
    <section className="panel stack" aria-labelledby="draft-head">
      <h2 id="draft-head">{t('drafting.head')}</h2>
      {field('title', t('procedures.name'))}
      <div className="facts">
        {field('code', t('procedures.code'))}
        {field('edition', t('procedures.edition'), 'number')}
        {field('field', t('procedures.field'))}
        {field('agency', t('account.agency'))}
        <label className="stack" style={{ gap: 4 }}>
          {t('procedures.effective')}
          <DatePicker
            format="DD/MM/YYYY"
            value={from === '' ? null : dayjs(from)}
            onChange={(picked) => onChange(changed(file, 'effective-from', picked?.format('YYYY-MM-DD')))}
          />
        </label>
        {field('total', t('drafting.total'))}
        <div className="stack" style={{ gap: 4 }}>
          <span id="draft-profile">{t('drafting.profile')}</span>
          <Select
            aria-labelledby="draft-profile"
            value={named}
            onChange={(value) => onChange(changed(file, 'profile', value))}
            options={[...PROFILES, ...(named === 'own' ? (['own'] as const) : [])].map((value) => ({
              value,
              label: t(`drafting.profiles.${value}`),
            }))}
          />
        </div>
      </div>
    </section>
  );
}
