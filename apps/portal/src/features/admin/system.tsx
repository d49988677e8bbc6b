/** How each part is doing, and which versions run. */
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { healthHealth, systemSystem } from '../../api-client/sdk.gen.ts';
import type { Health } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { FactList } from '../../common/facts.tsx';
import { moment, number, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Read } from '../../common/states.tsx';
import { ADMIN } from './data.ts';

const LOOK_AGAIN_MS = 5_000;

export function SystemPage() {
  const { t } = useTranslation();
  const health = useQuery({
    queryKey: [...ADMIN, 'health'],
    queryFn: () => call(healthHealth()),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const system = useQuery({ queryKey: [...ADMIN, 'system'], queryFn: () => call(systemSystem()) });
  return (
    <div className="stack">
      <PageHead title={t('admin.system.title')} />
      <Read query={health}>
        {(read) => (
          <>
            <Alert
              type={read.ok ? 'success' : 'warning'}
              showIcon
              role="status"
              title={read.ok ? t('admin.system.ok') : t('admin.system.notOk')}
            />
            <Parts parts={read.parts} />
          </>
        )}
      </Read>
      <Read query={system}>
        {({ versions, organisation, calendar, startedAt }) => (
          <section className="panel stack" aria-labelledby="versions">
            <h2 id="versions">{t('admin.system.versions')}</h2>
            <FactList facts={versions.map(({ part, version }) => [NAMES[part] ?? part, version])} />
            <p className="second">
              {t('admin.system.organisation', { version: organisation })}.{' '}
              {t('admin.system.calendar', { version: calendar })}.{' '}
              {t('admin.system.startedAt', { at: moment(startedAt) })}.
            </p>
          </section>
        )}
      </Read>
    </div>
  );
}

const NAMES: Readonly<Record<string, string>> = {
  dunghan: 'Đúng Hạn',
  node: 'Node.js',
  postgresql: 'PostgreSQL',
};

function Parts({ parts }: Pick<Health, 'parts'>) {
  const { t, i18n } = useTranslation();
  const words = (key: string, fallback: string): string =>
    i18n.exists(key) ? t(key as 'app.name') : fallback;
  return (
    <HeadedTable
      label={t('admin.system.part')}
      heads={[
        t('admin.system.part'),
        t('admin.system.state'),
        num(t('admin.system.lag')),
        t('admin.system.detail'),
      ]}
    >
      {Object.entries(parts).map(([name, { up, state, lagSeconds, detail }]) => (
        <tr key={name}>
          <th scope="row">{words(`admin.system.parts.${name}`, name)}</th>
          <td className={up ? undefined : 'han-late'}>{words(`admin.system.states.${state}`, state)}</td>
          <td className="num">{lagSeconds === null ? UNKNOWN : number(lagSeconds, 1)}</td>
          <td className="second">
            {Object.entries(detail ?? {})
              .filter(([, value]) => ['string', 'number'].includes(typeof value))
              .map(([key, value]) => `${key}: ${String(value)}`)
              .join(', ')}
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}
