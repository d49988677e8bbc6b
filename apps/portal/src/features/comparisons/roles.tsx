/** Which role of the procedures the log means by its titles. */
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useReference } from '../../app/reference.ts';
import { optionsOf } from '../../common/find.ts';
import { number } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import type { Found } from './chosen.ts';

const NONE = '';

export function Roles(props: {
  readonly found: Found['roles'];
  readonly roles: Readonly<Record<string, string | null>>;
  readonly onChange: (roles: Readonly<Record<string, string | null>>) => void;
}) {
  const { t } = useTranslation();
  const { found, roles, onChange } = props;
  const options = [{ value: NONE, label: t('comparisons.notJudged') }, ...optionsOf(useReference().roles)];
  return (
    <section className="panel stack" aria-labelledby="log-roles">
      <h2 id="log-roles">{t('comparisons.roles')}</h2>
      <p className="second">{t('comparisons.rolesHint')}</p>
      <HeadedTable
        labelledBy="log-roles"
        heads={[t('comparisons.activity'), num(t('comparisons.times')), t('comparisons.role')]}
      >
        {found.map(({ name, events }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="num">{number(events)}</td>
            <td>
              <Select
                aria-label={`${t('comparisons.role')}: ${name}`}
                style={{ width: '100%', minWidth: 220 }}
                value={roles[name] ?? NONE}
                onChange={(role) => onChange({ ...roles, [name]: role === NONE ? null : role })}
                options={options}
              />
            </td>
          </tr>
        ))}
      </HeadedTable>
    </section>
  );
}
