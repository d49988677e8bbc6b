/** The dossiers that were drawn: each opened in its replay, at the moments of its steps; and the proof of the draw. */
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { auditsSample } from '../../../api-client/sdk.gen.ts';
import { call } from '../../../app/api.ts';
import { date, number, shortMoment, UNKNOWN } from '../../../common/formats.ts';
import { Notice } from '../../../common/notice.tsx';
import { Empty, Failed } from '../../../common/states.tsx';
import { Part, RecordTable, type Words } from '../shell/index.ts';
import type { Audit } from './audits.tsx';

export function SamplePart({ record, words }: { readonly record: Audit; readonly words: Words }) {
  const { sample } = record.body;
  if (sample === null) return <Empty>{words('sample.none')}</Empty>;
  return (
    <div className="stack">
      <p className="second">{words('sample.drawn', { seed: sample.seed, asOf: shortMoment(sample.asOf) })}</p>
      <DrawnAgain id={record.id} words={words} />
      {sample.draws.map(({ procedure, population, dossiers }) => (
        <Part
          key={procedure}
          title={words('sample.of', {
            procedure,
            drawn: number(dossiers.length),
            population: number(population),
          })}
        >
          {dossiers.length === 0 ? (
            <p className="panel">{words('sample.empty')}</p>
          ) : (
            <RecordTable
              label={procedure}
              heads={(['code', 'received', 'closed', 'moments'] as const).map((name) =>
                words(`sample.${name}`),
              )}
              rows={dossiers}
              keyOf={({ id }) => id}
              cells={({ id, code, receivedAt, closedAt, moments }) => [
                <Link key={id} to="/ho-so/$id/dien-lai" params={{ id }}>
                  {code ?? id}
                </Link>,
                date(receivedAt),
                closedAt ? date(closedAt) : UNKNOWN,
                <span key="moments" className="row" style={{ gap: 4 }}>
                  {moments.map(({ step, at }) => (
                    <Link
                      key={`${step} ${at}`}
                      to="/ho-so/$id/dien-lai"
                      params={{ id }}
                      search={{ at }}
                      aria-label={words('sample.openAt', { code: code ?? id, step, at: shortMoment(at) })}
                      style={{ padding: '4px 8px' }}
                    >
                      {step}
                    </Link>
                  ))}
                </span>,
              ]}
            />
          )}
        </Part>
      ))}
    </div>
  );
}

/** Where what was found in a dossier can be seen again. */
export function DossierLink({ record, dossier }: { readonly record: Audit; readonly dossier: string }) {
  const found = record.body.sample?.draws
    .flatMap(({ dossiers }) => dossiers)
    .find(({ id }) => id === dossier);
  return (
    <Link to="/ho-so/$id/dien-lai" params={{ id: dossier }}>
      {found?.code ?? dossier}
    </Link>
  );
}

function DrawnAgain({ id, words }: { readonly id: string; readonly words: Words }) {
  const again = useMutation({ mutationFn: () => call(auditsSample({ path: { id } })) });
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div>
        <Button loading={again.isPending} onClick={() => again.mutate()}>
          {words('sample.again')}
        </Button>
      </div>
      <div role="status">
        {again.data && (
          <Notice
            kind={again.data.same ? 'success' : 'error'}
            title={
              again.data.same
                ? words('sample.same')
                : words('sample.other', {
                    procedures: again.data.draws
                      .filter(({ same }) => !same)
                      .map(({ procedure }) => procedure)
                      .join(', '),
                  })
            }
          />
        )}
      </div>
      {again.error !== null && <Failed error={again.error} retry={() => again.mutate()} />}
    </div>
  );
}
