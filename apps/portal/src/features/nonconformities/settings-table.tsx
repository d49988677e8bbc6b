/** Which detectors look, how grave what they find is, from which threshold; and how long each stage may take. */
import { InputNumber } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { NonconformitySettings } from '../../api-client/types.gen.ts';
import { number, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { TERMS, type Policy, type Version } from './settings-values.ts';
import { SEVERITIES } from './words.ts';

interface TableProps {
  readonly settings: NonconformitySettings;
  readonly shown: Version;
  /** Absent: to be read only. */
  readonly onChange?: ((changed: Version) => void) | undefined;
}

const COLUMNS = ['policy', 'enabled', 'severity', 'threshold'] as const;

export function PolicyTable(props: TableProps) {
  const { t } = useTranslation();
  const title = useId();
  const { settings, shown, onChange } = props;
  const change = (changed: Policy) =>
    onChange?.({
      ...shown,
      policies: shown.policies.map((one) => (one.policy === changed.policy ? changed : one)),
    });
  return (
    <section className="stack">
      <h2 id={title}>{t('nonconformities.settings.policies')}</h2>
      <HeadedTable
        labelledBy={title}
        heads={COLUMNS.map((name) => t(`nonconformities.settings.column.${name}`))}
      >
        {settings.policies.map((words) => {
          const value = shown.policies.find(({ policy }) => policy === words.policy) ?? words;
          return <PolicyRow key={words.policy} words={words} value={value} onChange={onChange && change} />;
        })}
      </HeadedTable>
    </section>
  );
}

interface RowProps {
  readonly words: NonconformitySettings['policies'][number];
  readonly value: Policy;
  readonly onChange?: ((changed: Policy) => void) | undefined;
}

function PolicyRow({ words, value, onChange }: RowProps) {
  const { t } = useTranslation();
  const title = t(`nonconformities.policy.${words.policy}`);
  return (
    <tr>
      <td>
        {title}
        <div className="second small">{words.clause}</div>
      </td>
      <td className="nowrap">
        {onChange ? (
          <input
            type="checkbox"
            className="row-check"
            aria-label={t('nonconformities.settings.looksFor', { title })}
            checked={value.enabled}
            onChange={({ target }) => onChange({ ...value, enabled: target.checked })}
          />
        ) : (
          t(`nonconformities.settings.${value.enabled ? 'on' : 'off'}`)
        )}
      </td>
      <td className="nowrap">
        {onChange ? (
          <select
            className="select"
            aria-label={t('nonconformities.settings.severityOf', { title })}
            value={value.severity}
            disabled={!value.enabled}
            onChange={({ target }) => onChange({ ...value, severity: target.value as Policy['severity'] })}
          >
            {SEVERITIES.map((one) => (
              <option key={one} value={one}>
                {t(`nonconformities.severity.${one}`)}
              </option>
            ))}
          </select>
        ) : (
          t(`nonconformities.severity.${value.severity}`)
        )}
      </td>
      <td>
        <Threshold words={words} value={value} onChange={onChange} title={title} />
      </td>
    </tr>
  );
}

function Threshold({ words, value, onChange, title }: RowProps & { readonly title: string }) {
  const { t } = useTranslation();
  if (value.threshold === null || words.unit === null) return UNKNOWN;
  const unit = t(`nonconformities.settings.unit.${words.unit}`);
  if (!onChange) return t('nonconformities.settings.above', { value: number(value.threshold), unit });
  return (
    <div className="row" style={{ gap: 8 }}>
      <Whole
        label={t('nonconformities.settings.thresholdOf', { title })}
        least={words.leastThreshold ?? 1}
        disabled={!value.enabled}
        value={value.threshold}
        onChange={(threshold) => onChange({ ...value, threshold })}
      />
      <span>{unit}</span>
      <span className="second small">
        {t('nonconformities.settings.least', { value: number(words.leastThreshold ?? 1) })}
      </span>
    </div>
  );
}

export function TermTable({ settings, shown, onChange }: TableProps) {
  const { t } = useTranslation();
  return (
    <section className="stack">
      <h2>{t('nonconformities.settings.terms')}</h2>
      <div className="panel">
        <dl className="facts">
          {TERMS.map((term) => {
            const name = t(`nonconformities.settings.term.${term}`);
            const unit = t(`nonconformities.settings.unit.${term === 'leastDossiers' ? 'dossiers' : 'days'}`);
            const value = shown.terms[term];
            return (
              <div key={term}>
                <dt>{name}</dt>
                <dd>
                  {onChange ? (
                    <span className="row" style={{ gap: 8 }}>
                      <Whole
                        label={name}
                        least={1}
                        most={settings.mostTerms[term]}
                        value={value}
                        onChange={(changed) =>
                          onChange({ ...shown, terms: { ...shown.terms, [term]: changed } })
                        }
                      />
                      {unit}
                    </span>
                  ) : (
                    `${number(value)} ${unit}`
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      </div>
    </section>
  );
}

/** A whole number; NaN while there is none. */
function Whole(props: {
  readonly label: string;
  readonly least: number;
  readonly most?: number;
  readonly disabled?: boolean;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, least, most, disabled = false, value, onChange } = props;
  return (
    <InputNumber
      aria-label={label}
      min={least}
      {...(most !== undefined && { max: most })}
      precision={0}
      disabled={disabled}
      value={Number.isNaN(value) ? null : value}
      onChange={(typed) => onChange(typed ?? Number.NaN)}
      style={{ width: 96 }}
    />
  );
}
