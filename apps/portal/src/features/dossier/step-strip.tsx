/** The steps in their order, each with whose time was spent on it. */
import { CheckOutlined, RollbackOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { StepView } from '../../api-client/types.gen.ts';
import { FILL } from '../../app/theme.ts';
import { days, moment } from '../../common/formats.ts';
import { Han } from '../../common/han.tsx';

const SHARES = ['own', 'otherAgency', 'applicant', 'outside'] as const;
type Spent = NonNullable<StepView['spent']>;

export function StepStrip({ steps }: { readonly steps: readonly StepView[] }) {
  const { t } = useTranslation();
  if (steps.length === 0) return null;
  return (
    <section aria-label={t('dossier.steps')}>
      <ol className="steps">
        {steps.map((step) => (
          <li
            key={`${step.no} ${step.run}`}
            className={`step step-${step.state}`}
            aria-current={step.state === 'open' ? 'step' : undefined}
          >
            <OneStep step={step} />
          </li>
        ))}
      </ol>
      <div className="legend" style={{ marginTop: 8 }} aria-hidden>
        {SHARES.map((share) => (
          <span key={share}>
            <i style={{ background: FILL[share] }} />
            {t(`dossier.spent.${share}`)}
          </span>
        ))}
      </div>
    </section>
  );
}

function OneStep({ step }: { readonly step: StepView }) {
  const { t } = useTranslation();
  const over = step.state === 'done' || step.state === 'returned';
  return (
    <>
      <div>
        {step.state === 'done' && <CheckOutlined aria-hidden />}
        {step.state === 'returned' && <RollbackOutlined aria-hidden />} <strong>{step.no}</strong>
        {step.run > 1 && <span className="second"> {t('dossier.run', { run: step.run })}</span>}
        <span className="hidden-text">, {t(`dossier.state.${step.state}`)}</span>
      </div>
      <div>{step.content}</div>
      <div className="second small">
        {step.state === 'ahead' ? <Budget time={step.time} /> : (step.officer?.name ?? step.unit.name)}
      </div>
      {step.state === 'open' && <Han clock={step.clock} />}
      {over && <div className="second small">{moment(step.doneAt)}</div>}
      {step.clock.state === 'late' && over && <Han clock={step.clock} closed />}
      {step.spent && <Bar spent={step.spent} />}
    </>
  );
}

/** Some steps are printed as not counted: then there is no budget to speak of. */
function Budget({ time }: { readonly time: string }) {
  const { t } = useTranslation();
  return <>{/\d/.test(time) ? t('dossier.budget', { time }) : time}</>;
}

function Bar({ spent }: { readonly spent: Spent }) {
  const { t } = useTranslation();
  const shown = SHARES.filter((share) => spent[share] >= 1);
  if (shown.length === 0) return null;
  const words = shown
    .map((share) => `${t(`dossier.spent.${share}`)}: ${t('dossier.spentDays', { days: days(spent[share]) })}`)
    .join('; ');
  return (
    <div className="bar" role="img" aria-label={words} title={words}>
      {shown.map((share) => (
        <span key={share} style={{ background: FILL[share], flexGrow: spent[share] }} />
      ))}
    </div>
  );
}
