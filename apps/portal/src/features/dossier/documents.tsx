/** The documents of a dossier, and the files behind them. */
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../api-client/types.gen.ts';
import { UNKNOWN } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { Empty } from '../../common/states.tsx';

export function Documents({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation();
  if (dossier.documents.length === 0) return <Empty>{t('dossier.noDocuments')}</Empty>;
  return (
    <HeadedTable
      label={t('dossier.tabs.documents')}
      heads={[t('dossier.document'), num(t('dossier.copies')), t('dossier.file')]}
    >
      {dossier.documents.map(({ code, name, copies, file }) => (
        <tr key={code}>
          <td>{name}</td>
          <td className="num">{copies}</td>
          <td>
            {file ? (
              <a href={`/api/files/${file.sha256}?dossier=${dossier.id}`} download={file.name}>
                {file.name || t('do.download')}
              </a>
            ) : (
              UNKNOWN
            )}
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}
