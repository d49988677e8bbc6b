/** Does the procedure match the software, as the yearly scoring counts it; what stands in the way leads to its cases. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ComparisonSearch } from '../../app/routes/comparisons.ts';
import { number } from '../../common/formats.ts';
import { Notice } from '../../common/notice.tsx';
import type { Part } from './comparison.tsx';
import { shareOf } from './words.ts';

export function Matching({ part, place }: { readonly part: Part; readonly place: ComparisonSearch }) {
  const { t } = useTranslation();
  const { matches, open, answered, tolerance, counted } = part.matching;
  const contentOf = (at: string): string => part.steps.find(({ no }) => no === at)?.content ?? '';
  return (
    <Notice
      kind={matches ? 'success' : 'warning'}
      title={t(matches ? 'comparisons.matching.yes' : 'comparisons.matching.no')}
    >
      <p>
        {t('comparisons.matching.rule', {
          kinds: counted.map((kind) => t(`comparisons.kind.${kind}`).toLowerCase()).join('; '),
          tolerance: number(tolerance),
        })}
      </p>
      {[open, answered].map((some, index) =>
        some.length === 0 ? null : (
          <div key={index === 0 ? 'open' : 'answered'}>
            <p>{t(index === 0 ? 'comparisons.matching.open' : 'comparisons.matching.answered')}</p>
            <ul>
              {some.map(({ kind, at, cases }) => (
                <li key={`${kind} ${at}`}>
                  <Link to="." search={{ ...place, kind, at }} hash="cases">
                    {t(`comparisons.kind.${kind}`)}: {at} {contentOf(at)}
                  </Link>
                  , {number(cases)} ({shareOf(cases, part.cases)})
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
    </Notice>
  );
}
