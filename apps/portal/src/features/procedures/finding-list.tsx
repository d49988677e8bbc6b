/** What the check finds, listed: Mức, Bước, Vấn đề, Cách sửa. */
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../api-client/types.gen.ts';
import { UNKNOWN } from '../../common/formats.ts';
import { TOKEN_ICONS } from '../../common/han.tsx';
import { HeadedTable } from '../../common/headed-table.tsx';
import { Empty } from '../../common/states.tsx';
import type { File } from './file.ts';
import { inWords, stepOf } from './file.ts';

export function FindingList({
  findings,
  file = null,
}: {
  readonly findings: readonly Finding[];
  /** Of a draft that can't be read yet: what its rows are called. */
  readonly file?: File | null;
}) {
  const { t, i18n } = useTranslation();
  if (findings.length === 0) return <Empty>{t('procedures.sound')}</Empty>;
  return (
    <HeadedTable
      label={t('procedures.findings')}
      heads={[
        t('procedures.severity'),
        t('procedures.step'),
        t('procedures.problem'),
        t('drafting.fixColumn'),
      ]}
    >
      {findings.map((finding) => {
        const { code, severity, message } = finding;
        const step = stepOf(finding, file);
        return (
          <tr key={`${code} ${step ?? ''} ${message}`}>
            <td className="nowrap">
              <span className={`han han-${severity === 'error' ? 'late' : 'near'}`}>
                {TOKEN_ICONS.late} {t(`procedures.${severity}`)}
              </span>
            </td>
            <td>{step ?? UNKNOWN}</td>
            <td>{inWords(message, t)}</td>
            <td>
              {i18n.exists(`drafting.fix.${code}`) ? t(`drafting.fix.${code as 'bad-input'}`) : UNKNOWN}
            </td>
          </tr>
        );
      })}
    </HeadedTable>
  );
}
