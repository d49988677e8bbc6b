/** What did not conform and what is to be minded, with the nonconformities that came of it. */
import { Link } from '@tanstack/react-router';
import { UNKNOWN } from '../../../common/formats.ts';
import { Empty } from '../../../common/states.tsx';
import { languageNow } from '../../../i18n/language.ts';
import { RecordTable, type Words } from '../shell/index.ts';
import type { Audit } from './audits.tsx';
import { DossierLink } from './sample.tsx';

const COLUMNS = ['clause', 'words', 'grade', 'dossier', 'nonconformity'] as const;

export function Findings({ record, words }: { readonly record: Audit; readonly words: Words }) {
  const found = record.body.lines.flatMap(({ answer, ...line }) =>
    answer?.verdict === 'nonconformity' || answer?.verdict === 'observation' ? [{ line, answer }] : [],
  );
  if (found.length === 0) return <Empty>{words('findings.none')}</Empty>;
  return (
    <RecordTable
      label={words('part.findings')}
      heads={COLUMNS.map((name) => words(`findings.${name}`))}
      rows={found}
      keyOf={({ line }) => line.id}
      cells={({ line, answer }) => [
        line.clause,
        <>
          {answer.evidence}
          <div className="second small">{languageNow() === 'vi' ? line.vi : line.en}</div>
        </>,
        answer.severity ? words(`severity.${answer.severity}`) : words(`verdict.${answer.verdict}`),
        answer.dossier ? <DossierLink record={record} dossier={answer.dossier} /> : UNKNOWN,
        answer.nonconformity ? (
          <Link to="/khong-phu-hop/$id" params={{ id: answer.nonconformity.id }}>
            {answer.nonconformity.code} ({words(`findings.state.${answer.nonconformity.status}`)})
          </Link>
        ) : answer.verdict === 'nonconformity' ? (
          words('findings.later')
        ) : (
          UNKNOWN
        ),
      ]}
    />
  );
}
