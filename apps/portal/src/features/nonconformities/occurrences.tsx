/** Where it happened: the dossiers that show it, the latest first. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Nonconformity } from '../../api-client/types.gen.ts';
import { moment, UNKNOWN } from '../../common/formats.ts';

export function Occurrences(props: { readonly rows: Nonconformity['shown']; readonly label: string }) {
  const { t } = useTranslation();
  const { rows, label } = props;
  return (
    <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            {(['code', 'at', 'step', 'unit', 'officer'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`nonconformities.dossier.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.dossier} ${row.place}`}>
              <td className="nowrap">
                <Link to="/ho-so/$id" params={{ id: row.dossier }} data-row-link>
                  {row.code}
                </Link>
              </td>
              <td className="nowrap">{moment(row.at)}</td>
              <td>{row.step || UNKNOWN}</td>
              <td>{row.unit.name || UNKNOWN}</td>
              <td>{row.officer?.name ?? UNKNOWN}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
