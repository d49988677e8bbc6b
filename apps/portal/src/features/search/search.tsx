/** Find dossiers. What is typed goes in the request's body: a name must not stand in an address or a log. */
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../common/page.tsx';
import { Finder } from './finder.tsx';

export function SearchPage() {
  const { t } = useTranslation();
  const { state } = useLocation();
  return (
    <>
      <PageHead title={t('search.title')} />
      <Finder key={state.searchFor ?? ''} words={state.searchFor} to="/ho-so/$id" />
    </>
  );
}
