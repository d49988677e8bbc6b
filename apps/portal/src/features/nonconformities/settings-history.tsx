/** Every version with who decided it, from when, why, and what it changed. */
import { useTranslation } from 'react-i18next';
import type { NonconformitySettings } from '../../api-client/types.gen.ts';
import { number, shortMoment } from '../../common/formats.ts';
import { changesOf, type Change } from './settings-values.ts';

export function SettingsHistory({ settings }: { readonly settings: NonconformitySettings }) {
  const { t } = useTranslation();
  const { versions, version: valid } = settings;
  return (
    <section className="stack">
      <h2>{t('nonconformities.settings.history')}</h2>
      <ol className="timeline panel">
        {versions.map((one, index) => {
          const before = versions[index + 1];
          return (
            <li key={one.version}>
              <div>
                <strong>
                  {one.version === 0
                    ? t('nonconformities.settings.shipped')
                    : t('nonconformities.settings.version', { version: one.version })}
                </strong>
                {one.version === valid && ` (${t('nonconformities.settings.valid')})`}
              </div>
              {one.by && (
                <div className="second">
                  {t('nonconformities.settings.decided', {
                    from: shortMoment(one.validFrom),
                    at: shortMoment(one.decidedAt),
                    by: one.by.name,
                  })}
                </div>
              )}
              {one.reason !== '' && <div>{one.reason}</div>}
              {before && <Changes changes={changesOf(before, one)} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTranslation();
  if (changes.length === 0) return <div className="second">{t('nonconformities.settings.noChange')}</div>;
  return (
    <ul>
      {changes.map((change) => (
        <ChangeLine
          key={change.field === 'term' ? change.term : `${change.policy} ${change.field}`}
          change={change}
        />
      ))}
    </ul>
  );
}

function ChangeLine({ change }: { readonly change: Change }) {
  const { t } = useTranslation();
  const { title, from, to } = useChangeWords()(change);
  return (
    <li>{from === null ? `${title}: ${to}` : t('nonconformities.settings.change', { title, from, to })}</li>
  );
}

function useChangeWords(): (change: Change) => { title: string; from: string | null; to: string } {
  const { t } = useTranslation();
  return (change) => {
    switch (change.field) {
      case 'enabled':
        return {
          title: t(`nonconformities.policy.${change.policy}`),
          from: null,
          to: t(`nonconformities.settings.${change.to ? 'turnedOn' : 'turnedOff'}`),
        };
      case 'severity':
        return {
          title: t(`nonconformities.policy.${change.policy}`),
          from: t(`nonconformities.severity.${change.from}`).toLowerCase(),
          to: t(`nonconformities.severity.${change.to}`).toLowerCase(),
        };
      case 'threshold':
        return {
          title: t(`nonconformities.policy.${change.policy}`),
          from: number(change.from),
          to: number(change.to),
        };
      case 'term':
        return {
          title: t(`nonconformities.settings.term.${change.term}`),
          from: number(change.from),
          to: number(change.to),
        };
      default:
        return change satisfies never;
    }
  };
}
