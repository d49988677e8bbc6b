/** A procedure as it is printed: TT, Nội dung, Trách nhiệm, Thời gian, Biểu mẫu, Kết quả; findings stand in their row. */
import { WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { EditionContent, Finding } from '../../api-client/types.gen.ts';
import { useFormNames } from '../../app/reference.ts';
import { inWords } from './file.ts';
import { UNKNOWN } from '../../common/formats.ts';

export function PrintedTable(props: {
  readonly edition: EditionContent;
  readonly findings: readonly Finding[];
}) {
  const { t, i18n } = useTranslation();
  const formName = useFormNames();
  const { edition, findings } = props;
  return (
    <div className="table-scroll" role="group" aria-label={edition.title} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('procedures.order')}</th>
            <th scope="col">{t('procedures.content')}</th>
            <th scope="col">{t('procedures.responsible')}</th>
            <th scope="col">{t('procedures.time')}</th>
            <th scope="col">{t('procedures.forms')}</th>
            <th scope="col">{t('procedures.result')}</th>
          </tr>
        </thead>
        <tbody>
          {edition.steps.map((step) => (
            <tr key={step.no}>
              <th scope="row">{step.no}</th>
              <td>
                {step.content}
                <Findings findings={findings.filter((finding) => finding.step === step.no)} />
              </td>
              <td>{i18n.exists(`role.${step.role}`) ? t(`role.${step.role as 'clerk'}`) : step.role}</td>
              <td>{step.time}</td>
              <td>{step.forms.map(formName).join('; ') || UNKNOWN}</td>
              <td>{step.results.join('; ') || UNKNOWN}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('procedures.total')}
            </th>
            <td colSpan={3}>
              {edition.total ?? UNKNOWN}
              <Findings findings={findings.filter((finding) => finding.step === undefined)} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useTranslation();
  return findings.map(({ code, severity, message }) => (
    <div
      key={`${code} ${message}`}
      className={`han han-${severity === 'error' ? 'late' : 'near'}`}
      style={{ whiteSpace: 'normal' }}
    >
      <WarningFilled aria-hidden />
      <span>
        {t(`procedures.${severity}`)}: {inWords(message, t)}
      </span>
    </div>
  ));
}
