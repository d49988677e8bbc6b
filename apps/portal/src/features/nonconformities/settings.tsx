/** An agency's own settings of detectors and of corrective action: as valid now, changed by a version, and every version. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nonconformitySettingsRead } from '../../api-client/sdk.gen.ts';
import type { NonconformitySettings } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { queryClient } from '../../app/query.ts';
import { useReference } from '../../app/reference.ts';
import { isCommittee, useSession } from '../../app/session.ts';
import { optionsOf } from '../../common/find.ts';
import { shortMoment } from '../../common/formats.ts';
import { Notice } from '../../common/notice.tsx';
import { PageHead } from '../../common/page.tsx';
import { Read } from '../../common/states.tsx';
import { SettingsDecide } from './settings-decide.tsx';
import { SettingsHistory } from './settings-history.tsx';
import { PolicyTable, TermTable } from './settings-table.tsx';
import type { Version } from './settings-values.ts';

const route = getRouteApi('/inside/khong-phu-hop/thiet-lap');

export function NonconformitySettingsPage() {
  const session = useSession();
  const { agency = session.agency.id } = route.useSearch();
  const query = useQuery({
    queryKey: ['nonconformity-settings', agency],
    queryFn: () => call(nonconformitySettingsRead({ query: { agency } })),
  });
  return (
    <div className="stack">
      <Read query={query}>{(settings) => <Shown key={settings.agency.id} settings={settings} />}</Read>
    </div>
  );
}

function Shown({ settings }: { readonly settings: NonconformitySettings }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Version | null>(null);
  const [told, setTold] = useState<number | null>(null);
  const shown = draft ?? settings;
  const decided = (version: number) => {
    setDraft(null);
    setTold(version);
    void queryClient.invalidateQueries({ queryKey: ['nonconformity-settings'] });
  };
  return (
    <>
      <PageHead title={t('nonconformities.settings.title')}>
        <Link to="/khong-phu-hop">{t('nonconformities.settings.back')}</Link>
        {settings.mayChange && !draft && (
          <button
            type="button"
            className="btn btn-primary"
            data-primary
            onClick={() => {
              setTold(null);
              setDraft({ policies: settings.policies.map(choiceOf), terms: settings.terms });
            }}
          >
            {t('nonconformities.settings.edit')} (F2)
          </button>
        )}
      </PageHead>
      <div role="status">
        {told !== null && (
          <Notice
            kind="success"
            title={t('nonconformities.settings.recorded', { version: told })}
            onClose={() => setTold(null)}
          />
        )}
      </div>
      <InForce settings={settings} />
      <PolicyTable settings={settings} shown={shown} onChange={draft ? setDraft : undefined} />
      <TermTable settings={settings} shown={shown} onChange={draft ? setDraft : undefined} />
      {draft && (
        <SettingsDecide settings={settings} draft={draft} onClose={() => setDraft(null)} onDone={decided} />
      )}
      <SettingsHistory settings={settings} />
    </>
  );
}

/** Of a policy, what an agency decides. */
const choiceOf = ({ policy, enabled, severity, threshold }: NonconformitySettings['policies'][number]) => ({
  policy,
  enabled,
  severity,
  threshold,
});

function InForce({ settings }: { readonly settings: NonconformitySettings }) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = route.useNavigate();
  const { agencies } = useReference();
  const { agency, version, validFrom, mayChange } = settings;
  return (
    <section className="panel stack" style={{ gap: 8 }} aria-label={t('nonconformities.settings.title')}>
      {isCommittee(session) ? (
        <label>
          {t('nonconformities.agency')}
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={agency.id}
            style={{ width: '100%', maxWidth: 480 }}
            options={optionsOf(agencies)}
            onChange={(chosen) => void navigate({ search: { agency: chosen } })}
          />
        </label>
      ) : (
        <strong>{agency.name}</strong>
      )}
      <div>
        {version === 0
          ? t('nonconformities.settings.asShipped')
          : t('nonconformities.settings.inForce', { version, from: shortMoment(validFrom) })}
      </div>
      <div className="second">
        {t('nonconformities.settings.grades')}
        {!mayChange && ` ${t('nonconformities.settings.whoMay')}`}
      </div>
    </section>
  );
}
