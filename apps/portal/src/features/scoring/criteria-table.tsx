/** The criteria by group, with what is suggested and the points of every stage side by side. */
import { useTranslation } from 'react-i18next';
import type { ScoredCriterion, ScoringSheet } from '../../api-client/types.gen.ts';
import { groupBy } from '../../common/arrays.ts';
import { number, UNKNOWN } from '../../common/formats.ts';
import { isGap, pointsNow } from './edits.ts';
import type { Edits } from './edits.ts';

const STAGES = ['self', 'reviewed', 'verified', 'adjusted', 'final', 'amended'] as const;
const points = (value: number | null): string => (value === null ? UNKNOWN : number(value, 2));

interface TableProps {
  readonly sheet: ScoringSheet;
  readonly edits: Edits;
  readonly editing: boolean;
  readonly onShow: (key: string) => void;
}

export function CriteriaTable(props: TableProps) {
  const { t } = useTranslation();
  const { sheet, editing } = props;
  const stages = STAGES.filter((stage) => sheet.totals[stage] !== null);
  const groups = [...groupBy(sheet.criteria, ({ group }) => group ?? '')];
  return (
    <div className="table-scroll" role="group" aria-label={t('scoring.sheet.criterion')} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('scoring.sheet.criterion')}</th>
            <th scope="col" className="num">
              {t('scoring.sheet.max')}
            </th>
            <th scope="col" className="num">
              {t('scoring.sheet.suggested')}
            </th>
            {stages.map((stage) => (
              <th key={stage} scope="col" className="num">
                {t(`scoring.column.${stage}`)}
              </th>
            ))}
            {editing && (
              <th scope="col" className="num">
                {t('scoring.sheet.points')}
              </th>
            )}
            <th scope="col">{t('scoring.sheet.reason')}</th>
          </tr>
        </thead>
        {groups.map(([group, rows]) => (
          <tbody key={group}>
            {rows.map((row) => (
              <Row key={row.key} {...props} row={row} stages={stages} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row(
  props: TableProps & { readonly row: ScoredCriterion; readonly stages: readonly (typeof STAGES)[number][] },
) {
  const { t } = useTranslation();
  const { row, edits, editing, stages, onShow } = props;
  const edit = edits[row.key];
  return (
    <tr>
      <td>
        <button type="button" className="link" onClick={() => onShow(row.key)} data-row-link>
          {row.key} {row.name}
        </button>
        <div className="second">{t(`scoring.sheet.how.${row.how}`)}</div>
      </td>
      <td className="num">{number(row.max, 2)}</td>
      <td className="num">
        {row.suggestion.state === 'not-applicable'
          ? t('scoring.sheet.notApplicable')
          : points(row.suggestion.points)}
      </td>
      {stages.map((stage) => (
        <td key={stage} className="num">
          {points(row.points[stage])}
        </td>
      ))}
      {editing && (
        <td className="num">
          {edit?.notApplicable
            ? t('scoring.sheet.notApplicable')
            : isGap(row, edit)
              ? t('scoring.sheet.openRow')
              : points(pointsNow(row, edit))}
        </td>
      )}
      <td>{editing ? edit?.reason : lastReason(row)}</td>
    </tr>
  );
}

function lastReason({ entries }: ScoredCriterion): string {
  return (
    (['adjusted', 'verified', 'reviewed', 'self'] as const)
      .map((stage) => entries[stage]?.reason)
      .find((reason) => reason) ?? ''
  );
}
