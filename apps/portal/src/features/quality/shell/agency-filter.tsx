/** Whose records a page shows, for those who see several agencies'. */
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useReference } from '../../../app/reference.ts';
import { isAuditor, isCommittee, useSession } from '../../../app/session.ts';
import { optionsOf } from '../../../common/find.ts';

export function AgencyFilter(props: {
  readonly agency: string | undefined;
  readonly onChoose: (agency: string | undefined) => void;
  /** None chosen stands for every agency. */
  readonly orEvery?: boolean;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const { agencies } = useReference();
  const { agency, onChoose, orEvery = false } = props;
  if (!isCommittee(session) && !isAuditor(session)) return null;
  return (
    <Select
      aria-label={t('column.agency')}
      allowClear={orEvery}
      placeholder={t('quality.everyAgency')}
      showSearch={{ optionFilterProp: 'label' }}
      value={agency ?? null}
      style={{ width: 320, maxWidth: '100%' }}
      options={optionsOf(agencies)}
      onChange={(chosen?: string | null) => onChoose(chosen ?? undefined)}
    />
  );
}
