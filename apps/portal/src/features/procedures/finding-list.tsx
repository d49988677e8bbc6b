/** What the check finds, listed: Mức, Bước, Vấn đề. */
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../api-client/types.gen.ts';
import { UNKNOWN } from '../../common/formats.ts';
import { TOKEN_ICONS } from '../../common/han.tsx';
import { Empty } from '../../common/states.tsx';

export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useTranslation();
  if (findings.length === 0) return <Empty>{t('procedures.sound')}</Empty>;
  return (
    <div className="table-scroll" role="group" aria-label={t('procedures.findings')} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('procedures.severity')}</th>
            <th scope="col">{t('procedures.step')}</th>
            <th scope="col">{t('procedures.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ code, severity, step, message }) => (
            <tr key={`${code} ${step ?? ''} ${message}`}>
              <td className="nowrap">
                <span className={`han han-${severity === 'error' ? 'late' : 'near'}`}>
                  {TOKEN_ICONS.late} {t(`procedures.${severity}`)}
                </span>
              </td>
              <td>{step ?? UNKNOWN}</td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
