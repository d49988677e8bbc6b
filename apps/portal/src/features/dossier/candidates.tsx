/** Only people who may do the step, with what they hold already. */
import { useQuery } from '@tanstack/react-query';
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { dossiersCandidates } from '../../api-client/sdk.gen.ts';
import type { AllowedAction, Candidates, Dossier } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { sortedBy } from '../../common/arrays.ts';
import { byGivenName } from '../../common/formats.ts';
import { Read } from '../../common/states.tsx';

export function CandidateChoice(props: { readonly allowed: AllowedAction; readonly dossier: Dossier }) {
  const { t } = useTranslation();
  const { id } = props.dossier;
  const step = props.allowed.step ?? '';
  const query = useQuery({
    queryKey: ['candidates', id, step],
    queryFn: () => call(dossiersCandidates({ path: { id }, query: { step } })),
  });
  const holder = props.dossier.steps.find((each) => each.no === step && each.state === 'open')?.officer?.id;
  return (
    <Read query={query}>
      {({ candidates }) => {
        const others = candidates.filter(({ officer }) => officer.id !== holder);
        if (others.length === 0) return <p>{t('dossier.noChoice')}</p>;
        return (
          <Form.Item
            name="officer"
            label={t('field.officer')}
            rules={[
              { required: true, message: t('error.required', { what: t('field.officer').toLowerCase() }) },
            ]}
          >
            <Radio.Group
              vertical
              options={sortedBy(others, (a, b) => byGivenName(a.officer.name, b.officer.name)).map(
                (candidate) => ({ value: candidate.officer.id, label: <Words candidate={candidate} /> }),
              )}
            />
          </Form.Item>
        );
      }}
    </Read>
  );
}

function Words({ candidate }: { readonly candidate: Candidates['candidates'][number] }) {
  const { t } = useTranslation();
  const { officer, title, onBehalfOf, holding, late } = candidate;
  return (
    <>
      {officer.name}
      <span className="second">
        , {title}
        {onBehalfOf && ` (${t('dossier.onBehalf', { name: onBehalfOf.name })})`}; {t('dossier.holding')}{' '}
        {holding}, {t('dossier.lateHeld').toLowerCase()} {late}
      </span>
    </>
  );
}
