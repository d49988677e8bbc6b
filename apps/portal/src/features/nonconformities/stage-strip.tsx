/** Where it stands on its way, told by mark, word and colour together. */
import { useTranslation } from 'react-i18next';
import type { Nonconformity } from '../../api-client/types.gen.ts';

const STRIP = ['found', 'review', 'containment', 'analysis', 'proposal', 'action', 'verification'] as const;
type Place = (typeof STRIP)[number];

/** Proposal and approval are one stage to the eye, as are the check by figures and the judgement. */
const AT: Readonly<Record<NonNullable<Nonconformity['stage']>, Place>> = {
  review: 'review',
  containment: 'containment',
  analysis: 'analysis',
  proposal: 'proposal',
  approval: 'proposal',
  action: 'action',
  verification: 'verification',
  judgement: 'verification',
};
const MARKS = { done: '✓', now: '●', ahead: '○' } as const;

export function StageStrip({ nc }: { readonly nc: Nonconformity }) {
  const { t } = useTranslation();
  const current = nc.stage === null ? STRIP.length : STRIP.indexOf(AT[nc.stage]);
  if (nc.status === 'dismissed') return null;
  return (
    <ol
      className="steps"
      aria-label={t('nonconformities.strip.label')}
      style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(132px, 1fr))' }}
    >
      {STRIP.map((place, index) => {
        const state = index < current ? 'done' : index === current ? 'now' : 'ahead';
        return (
          <li
            key={place}
            className={`step step-${state === 'now' ? 'open' : state}`}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <span aria-hidden>{MARKS[state]}</span> {t(`nonconformities.strip.${place}`)}
            <span className="hidden-text">, {t(`nonconformities.strip.${state}`)}</span>
            {state === 'now' && nc.stage !== null && nc.stage !== place && (
              <div className="second small">{t(`nonconformities.stage.${nc.stage}`)}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
