/** A case's own path beside the procedure's. */
import { useTranslation } from 'react-i18next';
import type { ComparedCases } from '../../api-client/types.gen.ts';
import { moment } from '../../common/formats.ts';
import type { Part } from './comparison.tsx';
import { daysOf } from './words.ts';

type Case = ComparedCases['rows'][number];
/** What is different is told by words too; the line only leads the eye to it. */
const DIFFERENT = { borderLeft: '3px solid #A11217', paddingLeft: 8 };
const SAME = { borderLeft: '3px solid #D5DBE2', paddingLeft: 8 };
const LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 };

/** One after another; the empty ones left out. */
const inLine = (words: readonly string[]): string => words.filter((one) => one !== '').join(' · ');

export function Paths({ row, part }: { readonly row: Case; readonly part: Part }) {
  const { t, i18n } = useTranslation();
  const done = new Set(row.path.flatMap(({ step }) => step ?? []));
  const without = (no: string): string[] =>
    row.differences.flatMap(({ kind, at }) =>
      at === no && (kind === 'missing' || kind === 'unfinished') ? [t(`comparisons.kind.${kind}`)] : [],
    );
  return (
    <div className="two-columns" style={{ marginTop: 8 }}>
      <section className="stack">
        <h3>{t('comparisons.own')}</h3>
        <ol style={LIST}>
          {row.path.map(({ activity, step, at, role, minutes, kinds }, index) => (
            // An event of a log has no name of its own.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} style={kinds.length > 0 ? DIFFERENT : SAME}>
              {step !== null && <b>{step} </b>}
              {activity}
              <div className="second small">
                {inLine([
                  at === null ? '' : moment(at),
                  role ?? '',
                  minutes === null ? '' : t('comparisons.minutes', { days: daysOf(minutes) }),
                  kinds.map((kind) => t(`comparisons.kind.${kind}`)).join(', '),
                ])}
              </div>
            </li>
          ))}
        </ol>
      </section>
      <section className="stack">
        <h3>{t('comparisons.procedure')}</h3>
        <ol style={LIST}>
          {part.steps.map(({ no, content, role, time }) => {
            const lacks = without(no);
            const absent = done.has(no) || lacks.length > 0 ? lacks : [t('comparisons.notDone')];
            return (
              <li key={no} style={lacks.length > 0 ? DIFFERENT : SAME}>
                <b>{no} </b>
                {content}
                <div className="second small">
                  {inLine([
                    i18n.exists(`role.${role}`) ? t(`role.${role as 'clerk'}`) : role,
                    time,
                    ...absent,
                  ])}
                </div>
              </li>
            );
          })}
        </ol>
      </section>
    </div>
  );
}
