/** The documents of a dossier, and the files behind them. */
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../api-client/types.gen.ts';
import { UNKNOWN } from '../../common/formats.ts';
import { Empty } from '../../common/states.tsx';

export function Documents({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation();
  if (dossier.documents.length === 0) return <Empty>{t('dossier.noDocuments')}</Empty>;
  return (
    <div className="table-scroll" role="group" aria-label={t('dossier.tabs.documents')} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('dossier.document')}</th>
            <th scope="col" className="num">
              {t('dossier.copies')}
            </th>
            <th scope="col">{t('dossier.file')}</th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
  );
}
