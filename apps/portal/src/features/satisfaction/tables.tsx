import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SatisfactionResults } from '../../api-client/types.gen.ts';
import type { SatisfactionGrouping } from '../../app/routes/quality.ts';
import { number, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { languageNow } from '../../i18n/language.ts';

type Group = SatisfactionResults['groups'][number];
type QuestionResult = NonNullable<Group['questions']>[number];
type Question = SatisfactionResults['set']['questions'][number];

const PERCENT = 100;
const percent = (share: number): string => `${number(share * PERCENT, 1)}%`;

export function QuestionTable(props: {
  readonly questions: readonly Question[];
  readonly results: readonly QuestionResult[];
  readonly forms: number;
}) {
  const { t } = useTranslation();
  const { questions, results, forms } = props;
  const words = new Map(questions.map((question) => [question.id, question[languageNow()]]));
  return (
    <ResultTable
      caption={`${t('satisfaction.forms')}: ${number(forms)}`}
      of={t('satisfaction.question')}
      counted={t('satisfaction.answered')}
    >
      {results.map((result, index) => (
        <ResultRow
          key={result.question}
          name={`${index + 1}. ${words.get(result.question) ?? result.question}`}
          count={result.answered}
          result={result}
        />
      ))}
    </ResultTable>
  );
}

/** Each group by the judgement of the whole; a group of too few forms by its number alone. */
export function GroupTable(props: { readonly groups: readonly Group[]; readonly by: SatisfactionGrouping }) {
  const { groups, by } = props;
  const { t } = useTranslation();
  return (
    <ResultTable
      caption={t('satisfaction.overall')}
      of={t(`satisfaction.groupings.${by}`)}
      counted={t('satisfaction.forms')}
    >
      {groups.map(({ key, name, forms, questions }) => (
        <ResultRow
          key={key}
          name={by === 'month' ? key.split('-').reverse().join('/') : name}
          count={forms}
          result={questions?.[0]}
        />
      ))}
    </ResultTable>
  );
}

function ResultTable(props: {
  readonly caption: string;
  readonly of: string;
  readonly counted: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { caption, of, counted, children } = props;
  const columns = [counted, t('satisfaction.mean'), t('satisfaction.satisfied'), t('satisfaction.interval')];
  return (
    <HeadedTable caption={caption} heads={[of, ...columns.map((column) => num(column))]}>
      {children}
    </HeadedTable>
  );
}

function ResultRow(props: {
  readonly name: string;
  readonly count: number;
  readonly result: QuestionResult | undefined;
}) {
  const { name, count, result } = props;
  const mean = result?.mean ?? null;
  const satisfied = result?.satisfied ?? null;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{number(count)}</td>
      <td className="num">{mean === null ? UNKNOWN : number(mean, 2)}</td>
      <td className="num">{satisfied ? percent(satisfied.share) : UNKNOWN}</td>
      <td className="num">
        {satisfied ? `${percent(satisfied.low)} – ${percent(satisfied.high)}` : UNKNOWN}
      </td>
    </tr>
  );
}
