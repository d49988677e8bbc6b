/** Months by kinds: how many are owed, how many done, and what is late. A cell that is pressed shows its duties. */
import { useTranslation } from 'react-i18next';
import type { CalendarSearch } from '../../../app/routes/quality.ts';
import { number, UNKNOWN } from '../../../common/formats.ts';
import { StateTag } from '../shell/index.ts';
import { isDone, isLate, monthOf, type Duty } from './data.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

interface Props {
  readonly duties: readonly Duty[];
  readonly chosen: CalendarSearch;
  readonly onChoose: (next: CalendarSearch) => void;
}

export function Months({ duties, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const kinds = [...new Set(duties.map(({ kind }) => kind))].sort();
  return (
    <div className="table-scroll" role="group" aria-label={t('qualityCalendar.title')} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('qualityCalendar.kind')}</th>
            {MONTHS.map((month) => (
              <th key={month} scope="col" aria-label={t('qualityCalendar.month', { month })}>
                {month}
              </th>
            ))}
            <th scope="col">{t('qualityCalendar.total')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const own = duties.filter((duty) => duty.kind === kind);
            return (
              <tr key={kind}>
                <th scope="row">{t(`qualityCalendar.kinds.${kind}`)}</th>
                {MONTHS.map((month) => (
                  <Cell
                    key={month}
                    duties={own.filter((duty) => monthOf(duty) === month)}
                    label={(late) =>
                      t('qualityCalendar.cell', {
                        late,
                        month,
                        kind: t(`qualityCalendar.kinds.${kind}`),
                      })
                    }
                    pressed={chosen.month === month && chosen.kind === kind}
                    onPress={() => onChoose({ month, kind })}
                  />
                ))}
                <td className="nowrap">
                  {t('qualityCalendar.doneOf', {
                    done: number(own.filter(isDone).length),
                    all: number(own.length),
                  })}
                  {own.some(isLate) && (
                    <div>
                      <StateTag tone="late">
                        {t('qualityCalendar.late', { count: own.filter(isLate).length })}
                      </StateTag>
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cell(props: {
  readonly duties: readonly Duty[];
  /** What the numbers are of, for whoever can't see where the cell stands. */
  readonly label: (late: number) => string;
  readonly pressed: boolean;
  readonly onPress: () => void;
}) {
  const { duties, label, pressed, onPress } = props;
  const [all, done, late] = [duties.length, duties.filter(isDone).length, duties.filter(isLate).length];
  if (all === 0) return <td className="second">{UNKNOWN}</td>;
  return (
    <td>
      <button
        type="button"
        className="chip"
        aria-pressed={pressed}
        onClick={onPress}
        // Its hidden words stay within it, and scroll with it.
        style={{ position: 'relative', ...(late > 0 && { color: '#a11217', background: '#fde8e8' }) }}
      >
        {late > 0 && <span aria-hidden>⚠</span>}
        {done}/{all}
        <span className="hidden-text">{label(late)}</span>
      </button>
    </td>
  );
}
