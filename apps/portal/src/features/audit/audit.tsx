/** The auditor's way in: find a dossier, then replay and verify it. */
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../common/page.tsx';
import { Finder } from '../search/finder.tsx';

export function AuditPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('audit.title')} />
      <p className="second">{t('audit.intro')}</p>
      <Finder to="/ho-so/$id/dien-lai" />
    </>
  );
}
