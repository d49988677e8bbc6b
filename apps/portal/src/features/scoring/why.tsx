/** Why a computed point is what it is: its formula, the figures it reads, the dossiers and events behind each. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scoringSheetsBehind } from '../../api-client/sdk.gen.ts';
import type { ScoredCriterion, ScoringSheet } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { KIND_PATHS } from '../../app/quality-paths.ts';
import { number } from '../../common/formats.ts';
import { Read } from '../../common/states.tsx';
import { metricsQuery, SCORING } from './data.ts';

export function Why({
  sheet,
  criterion,
}: {
  readonly sheet: ScoringSheet;
  readonly criterion: ScoredCriterion;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const metrics = useQuery(metricsQuery);
  const { formula, inputs, explanation } = criterion.suggestion;
  const titleOf = (name: string) => metrics.data?.metrics.find((one) => one.name === name)?.title ?? name;
  const read = Object.entries(inputs);
  return (
    <section className="stack" aria-labelledby="why">
      <h2 id="why">{t('scoring.sheet.why')}</h2>
      <p>{explanation}</p>
      {formula !== null && (
        <p>
          {t('scoring.sheet.formula')}: <code className="hash">{formula}</code>
        </p>
      )}
      {read.length > 0 && (
        <ul className="stack" style={{ gap: 8 }} aria-label={t('scoring.sheet.inputs')}>
          {read.map(([name, value]) => (
            <li key={name}>
              {titleOf(name)} (<code className="hash">{name}</code>):{' '}
              <strong>
                {typeof value === 'number'
                  ? number(value, 4)
                  : typeof value === 'boolean'
                    ? t(value ? 'scoring.sheet.yes' : 'scoring.sheet.no')
                    : value}
              </strong>{' '}
              <button
                type="button"
                className="row-action"
                aria-expanded={open === name}
                aria-label={`${t('scoring.sheet.behind')}: ${titleOf(name)}`}
                onClick={() => setOpen(open === name ? null : name)}
              >
                {t('scoring.sheet.behind')}
              </button>
              {open === name && <Behind sheet={sheet} metric={name} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const PAGES: Readonly<Record<string, string>> = {
  dossier: '/ho-so',
  step: '/ho-so',
  nonconformity: '/khong-phu-hop',
  comparison: '/doi-chieu',
  ...Object.fromEntries(Object.entries(KIND_PATHS).map(([kind, path]) => [`quality-${kind}`, path])),
};

/** Forms have none: nobody may come from an answer to its dossier. What is left was entered in the agency's record. */
function pageOf(kind: string, id: string, agency: string): string | undefined {
  if (kind === 'survey') return undefined;
  if (kind === 'edition') return `/quy-trinh/${encodeURIComponent(id.slice(0, id.lastIndexOf('/')))}`;
  const page = PAGES[kind];
  return page === undefined ? `/chat-luong/he-thong/${agency}` : `${page}/${id}`;
}

function Behind({ sheet, metric }: { readonly sheet: ScoringSheet; readonly metric: string }) {
  const { t } = useTranslation();
  const path = { year: sheet.year, agency: sheet.agency.id, metric };
  const query = useQuery({
    queryKey: [...SCORING, 'behind', path],
    queryFn: () => call(scoringSheetsBehind({ path })),
  });
  return (
    <Read query={query}>
      {({ behind }) =>
        behind.length === 0 ? (
          <p className="second">{t('scoring.sheet.noBehind')}</p>
        ) : (
          <ul>
            {behind.map(({ kind, id, label }) => {
              const page = pageOf(kind, id, sheet.agency.id);
              return (
                <li key={`${kind} ${id} ${label}`}>
                  {page === undefined ? label : <a href={page}>{label}</a>}
                </li>
              );
            })}
          </ul>
        )
      }
    </Read>
  );
}
