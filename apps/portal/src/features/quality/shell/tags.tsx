/** Where a record or a duty stands, told by mark, words and colour together. */
import { useTranslation } from 'react-i18next';
import type { QualityDuties } from '../../../api-client/types.gen.ts';
import { TOKEN_ICONS } from '../../../common/han.tsx';
import type { Tone } from './kind.ts';

export function StateTag({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span className={`han han-${tone}`}>
      {TOKEN_ICONS[tone]}
      <span>{children}</span>
    </span>
  );
}

type DutyState = QualityDuties['duties'][number]['state'];
const TONES: Readonly<Record<DutyState, Tone>> = {
  done: 'done',
  'done-late': 'done',
  late: 'late',
  soon: 'near',
  ahead: 'ontime',
};

export function DutyTag({ state }: { readonly state: DutyState }) {
  const { t } = useTranslation();
  return <StateTag tone={TONES[state]}>{t(`quality.duty.${state}`)}</StateTag>;
}
