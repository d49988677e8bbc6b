import { useTranslation } from 'react-i18next';
import type { SatisfactionResults } from '../../api-client/types.gen.ts';
import { number, UNKNOWN } from '../../common/formats.ts';
import { languageNow } from '../../i18n/language.ts';

type Group = SatisfactionResults['groups'][number];
type QuestionResult = NonNullable<Group['questions']>[number];
type Question = SatisfactionResults['set']['questions'][number];

const PERCENT = 100;
const percent = (share: number): string => `${number(share * PERCENT, 1)}%`;
const meanOf = ({ mean }: QuestionResult): string => (mean === null ? UNKNOWN : number(mean, 2));
const shareOf = ({ satisfied }: QuestionResult): string => (satisfied ? percent(satisfied.share) : UNKNOWN);
const intervalOf = ({ satisfied }: QuestionResult): string =>
  satisfied ? `${percent(satisfied.low)} – ${percent(satisfied.high)}` : UNKNOWN;

export function QuestionTable(props: {
  readonly questions: readonly Question[];
  readonly results: readonly QuestionResult[];
  readonly forms: number;
}) {
  const { t } = useTranslation();
  const { questions, results, forms } = props;
  const words = new Map(questions.map((question) => [question.id, question[languageNow()]]));
  return (
    <div className="table-scroll" role="group" tabIndex={0} aria-label={t('satisfaction.question')}>
      <table className="plain">
        <caption>{`${t('satisfaction.forms')}: ${number(forms)}`}</caption>
        <thead>
          <tr>
            <th scope="col">{t('satisfaction.question')}</th>
            {(['answered', 'mean', 'satisfied', 'interval'] as const).map((key) => (
              <th key={key} scope="col" className="num">
                {t(`satisfaction.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {results.map((result, index) => (
            <tr key={result.question}>
              <th scope="row">{`${index + 1}. ${words.get(result.question) ?? result.question}`}</th>
              <td className="num">{number(result.answered)}</td>
              <td className="num">{meanOf(result)}</td>
              <td className="num">{shareOf(result)}</td>
              <td className="num">{intervalOf(result)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Each group by the judgement of the whole; a group of too few forms by its number alone. */
export function GroupTable(props: { readonly groups: readonly Group[]; readonly by: string }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" role="group" tabIndex={0} aria-label={t('satisfaction.overall')}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('satisfaction.by')}</th>
            {(['forms', 'mean', 'satisfied', 'interval'] as const).map((key) => (
              <th key={key} scope="col" className="num">
                {t(`satisfaction.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.groups.map(({ key, name, forms, questions }) => {
            const whole = questions?.[0];
            return (
              <tr key={key}>
                <th scope="row">{props.by === 'month' ? key.split('-').reverse().join('/') : name}</th>
                <td className="num">{number(forms)}</td>
                <td className="num">{whole ? meanOf(whole) : UNKNOWN}</td>
                <td className="num">{whole ? shareOf(whole) : UNKNOWN}</td>
                <td className="num">{whole ? intervalOf(whole) : UNKNOWN}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
