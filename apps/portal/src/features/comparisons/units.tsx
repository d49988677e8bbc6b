/** Units by steps: where a kind of difference is at home. */
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { KINDS } from '../../app/routes/comparisons.ts';
import type { ComparisonSearch, Kind } from '../../app/routes/comparisons.ts';
import { number } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import type { Part } from './comparison.tsx';
import { CountCell } from './matrix.tsx';
import { shareOf } from './words.ts';

const SHOWN = 50;

export function Units(props: {
  readonly part: Part;
  readonly place: ComparisonSearch;
  readonly by: Kind | undefined;
  readonly onBy: (kind: Kind) => void;
}) {
  const { t } = useTranslation();
  const { part, place, by, onBy } = props;
  const ofSteps = KINDS.filter((kind) => kind !== 'foreign');
  const found = ofSteps.filter((one) => part.differences.some(({ kind }) => kind === one));
  const kind = by ?? part.differences.find((one) => one.kind !== 'foreign')?.kind ?? 'missing';
  return (
    <section className="panel stack" aria-labelledby="units">
      <h2 id="units">{t('comparisons.units')}</h2>
      <p className="second">{t('comparisons.unitsHint')}</p>
      <div>
        <label htmlFor="unit-kind">{t('comparisons.kindShown')}</label>{' '}
        <Select
          id="unit-kind"
          value={kind}
          onChange={onBy}
          popupMatchSelectWidth={false}
          options={(found.length > 0 ? found : ofSteps).map((value) => ({
            value,
            label: t(`comparisons.kind.${value}`),
          }))}
        />
      </div>
      <HeadedTable
        labelledBy="units"
        heads={[
          t('comparisons.unit'),
          num(t('comparisons.column.cases')),
          num(t('comparisons.column.inOrder')),
          ...part.steps.map(({ no, content }) => ({ text: no, className: 'num', title: content })),
        ]}
      >
        {part.units.slice(0, SHOWN).map(({ unit, cases, inOrder, differences }) => (
          <tr key={unit}>
            <th scope="row">{unit || t('comparisons.noUnit')}</th>
            <td className="num">{number(cases)}</td>
            <td className="num nowrap">
              {number(inOrder)} ({shareOf(inOrder, cases)})
            </td>
            {part.steps.map(({ no }) => (
              <CountCell
                key={no}
                count={differences.find((one) => one.kind === kind && one.at === no)?.cases ?? 0}
                whole={cases}
                search={{ ...place, kind, at: no, unit }}
              />
            ))}
          </tr>
        ))}
      </HeadedTable>
    </section>
  );
}
