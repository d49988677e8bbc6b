/** Addresses that lead nowhere, or not for this person. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Notice } from '../common/notice.tsx';
import { Failed } from '../common/states.tsx';
import { Problem } from './api.ts';

const FOR_WHOM = {
  inbox: 'officer',
  receive: 'officer',
  register: 'officer',
  board: 'supervisor',
  workload: 'supervisor',
  forecast: 'supervisor',
  audit: 'auditor',
  comparisons: 'iso-secretary',
  ledger: 'auditor',
  criteria: 'committee',
  users: 'admin',
  agencies: 'admin',
  calendar: 'admin',
  system: 'admin',
} as const;

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="page stack">
      <h1>{t('error.notFound')}</h1>
      <p>
        <Link to="/">{t('error.home')}</Link>
      </p>
    </main>
  );
}

export function RouteFailed({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <main className="page stack">
      <Forbidden error={error} reset={reset} />
    </main>
  );
}

export function Forbidden({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const { t } = useTranslation();
  if (!(error instanceof Problem) || error.code !== 'page') return <Failed error={error} retry={reset} />;
  const key = error.detail as keyof typeof FOR_WHOM;
  const role =
    FOR_WHOM[key] === 'officer' && key === 'receive'
      ? t('role.reception')
      : t(`systemRole.${FOR_WHOM[key] ?? 'none'}`);
  return (
    <div className="stack">
      <h1>{t(`menu.${key}`)}</h1>
      <Notice kind="warning" role="alert" title={t('error.page', { role })} />
      <p>
        <Link to="/">{t('error.home')}</Link>
      </p>
    </div>
  );
}
