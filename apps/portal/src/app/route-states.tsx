/** Addresses that lead nowhere, or not for this person. */
import { Link, useRouter } from '@tanstack/react-router';
import { Notice } from '../common/notice.tsx';
import { Failed } from '../common/states.tsx';
import { useT } from '../i18n/use-t.ts';
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
  const t = useT();
  return (
    <main className="page stack">
      <h1>{t('error.notFound')}</h1>
      <p>
        <Link to="/">{t('error.home')}</Link>
      </p>
    </main>
  );
}

export const RouteFailed = ({ error }: { readonly error: unknown }) => (
  <main className="page stack">
    <Forbidden error={error} />
  </main>
);

export function Forbidden({ error }: { readonly error: unknown }) {
  const t = useT();
  const router = useRouter();
  if (!(error instanceof Problem) || error.code !== 'page') {
    // What failed on the way to the page is asked for again; to draw it again alone would show the same fault.
    return <Failed error={error} retry={() => void router.invalidate()} />;
  }
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
