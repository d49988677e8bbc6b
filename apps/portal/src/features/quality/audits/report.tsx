/** The report: what was concluded, whether the team was independent, and its print. */
import { FactList } from '../../../common/facts.tsx';
import { plainDate, UNKNOWN } from '../../../common/formats.ts';
import type { Words } from '../shell/index.ts';
import type { Audit } from './audits.tsx';

export function AuditReportPart({ record, words }: { readonly record: Audit; readonly words: Words }) {
  const { report, approved } = record.body;
  return (
    <div className="stack">
      <div>
        <a className="btn" href={`/api/quality/audits/${record.id}/report`} target="_blank" rel="noreferrer">
          {words('report.print')}
        </a>
      </div>
      {report === null ? (
        <p className="panel">{words('report.none')}</p>
      ) : (
        <section className="panel" aria-label={words('part.report')}>
          <FactList
            facts={[
              [words('report.on'), plainDate(report.on)],
              [words('field.conclusion'), report.conclusion],
              [words('field.strengths'), report.strengths || UNKNOWN],
              [words('field.meeting'), report.meeting],
              [words('report.independence'), independence(report.conflicts, words)],
              [
                words('report.approved'),
                approved ? `${approved.by.name}, ${plainDate(approved.on)}` : words('report.waits'),
              ],
            ]}
          />
        </section>
      )}
    </div>
  );
}

const independence = (conflicts: NonNullable<Audit['body']['report']>['conflicts'], words: Words): string =>
  conflicts.length === 0
    ? words('report.independent')
    : conflicts
        .map(({ officer, procedure, unit, steps }) =>
          procedure === null
            ? words('report.inUnit', { name: officer.name, unit: unit ?? '' })
            : words('report.handled', { name: officer.name, procedure, steps }),
        )
        .join('; ');
