/** Until when an apology for a later date is in time (OS-03): told to whoever may extend, before it is too late. */
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../api-client/types.gen.ts';
import { shortMoment } from '../../common/formats.ts';
import { TOKEN_ICONS } from '../../common/han.tsx';

export function Apology({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation();
  const { appointment, allowed, asOf } = dossier;
  const by = appointment?.apologiseBy;
  if (!appointment || !by || !allowed.some(({ action }) => action === 'extend')) return null;
  const late = asOf > by;
  if (!late && appointment.clock.state !== 'near') return null;
  return (
    <p className={`han han-${late ? 'late' : 'near'}`}>
      {TOKEN_ICONS[late ? 'late' : 'near']}
      <span>{t(late ? 'dossier.apologyLate' : 'dossier.apologySoon', { at: shortMoment(by) })}</span>
    </p>
  );
}
