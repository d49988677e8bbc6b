/** What was done at once, why it happened, and what was planned and done about it. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Nonconformity } from '../../api-client/types.gen.ts';
import { number, plainDate } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';

export function CausePart({ nc }: { readonly nc: Nonconformity }) {
  const { t } = useTranslation();
  const { containment, analysis, plan, done } = nc;
  const nothing = <p className="second">{t('nonconformities.nothingYet')}</p>;
  return (
    <div className="stack">
      {nc.description !== '' && (
        <Part title={t('nonconformities.description')}>
          <p className="pre-line">{nc.description}</p>
        </Part>
      )}
      {nc.dismissal !== null && (
        <Part title={t('nonconformities.dismissal')}>
          <p>{nc.dismissal}</p>
        </Part>
      )}
      <Part title={t('nonconformities.containment')}>
        {containment ? (
          <>
            <p>{containment.what}</p>
            <Files id={nc.id} files={containment.files} />
          </>
        ) : (
          nothing
        )}
      </Part>
      <Part title={t('nonconformities.analysis')}>
        {analysis ? <Analysis analysis={analysis} /> : nothing}
      </Part>
      <Part title={t('nonconformities.plan')}>{plan ? <Plan plan={plan} /> : nothing}</Part>
      <Part title={t('nonconformities.result')}>
        {done ? (
          <>
            <p>{done.what}</p>
            <Files id={nc.id} files={done.files} />
          </>
        ) : (
          nothing
        )}
      </Part>
    </div>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="panel stack" style={{ gap: 8 }}>
    <h2>{title}</h2>
    {children}
  </section>
);

function Analysis({ analysis }: { readonly analysis: NonNullable<Nonconformity['analysis']> }) {
  const { t } = useTranslation();
  const { whys, rootCause, similar } = analysis;
  return (
    <>
      <ol className="numbered">
        {whys.map((why, index) => (
          <li key={`${index + 1}`}>{why}</li>
        ))}
      </ol>
      <p>
        <strong>{t('nonconformities.field.rootCause')}:</strong> {rootCause}
      </p>
      {similar && (
        <div>
          <strong>{t('nonconformities.similar')}</strong>
          <ul>
            <li>
              {similar.here.length === 0
                ? t('nonconformities.similarNone')
                : t('nonconformities.similarHere', {
                    where: similar.here
                      .map(({ procedure, step, occurrences }) =>
                        t('nonconformities.similarPlace', {
                          place: `${procedure} ${step}`.trim(),
                          count: occurrences,
                        }),
                      )
                      .join('; '),
                  })}
            </li>
            <li>{t('nonconformities.similarElsewhere', similar.elsewhere)}</li>
          </ul>
        </div>
      )}
    </>
  );
}

function Plan({ plan }: { readonly plan: NonNullable<Nonconformity['plan']> }) {
  const { t } = useTranslation();
  const { measures, amends, edition, risks, approver } = plan;
  return (
    <>
      {measures.length > 0 && (
        <HeadedTable
          label={t('nonconformities.plan')}
          heads={(['what', 'officer', 'by'] as const).map((name) => t(`nonconformities.planRow.${name}`))}
        >
          {measures.map(({ what, officer, by }, index) => (
            <tr key={`${index + 1}`}>
              <td>{what}</td>
              <td>{officer.name}</td>
              <td className="nowrap">{plainDate(by)}</td>
            </tr>
          ))}
        </HeadedTable>
      )}
      {amends !== null && (
        <p>
          {t('nonconformities.amends', { code: amends })}:{' '}
          {edition === null
            ? t('nonconformities.notAmended')
            : t('nonconformities.amended', { edition: number(edition) })}
        </p>
      )}
      {risks.length > 0 && (
        <p>
          {t('nonconformities.risks', { risks: risks.join(', ') })}{' '}
          <Link to="/chat-luong/rui-ro">{t('menu.risks')}</Link>
        </p>
      )}
      {approver && <p>{t('nonconformities.approvedBy', { name: approver.name })}</p>}
    </>
  );
}

function Files(props: {
  readonly id: string;
  readonly files: readonly { readonly sha256: string; readonly name: string }[];
}) {
  if (props.files.length === 0) return null;
  return (
    <ul>
      {props.files.map(({ sha256, name }) => (
        <li key={sha256}>
          <a href={`/api/nonconformities/${props.id}/files/${sha256}`} download={name}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
