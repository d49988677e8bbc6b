/** What I am to read, and the ISO procedures, whose editions have a life of their own. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { qualityDocumentsProcedures, qualityDocumentsReading } from '../../../api-client/sdk.gen.ts';
import { call } from '../../../app/api.ts';
import { afterOwnWrite } from '../../../app/own-writes.ts';
import { useSession } from '../../../app/session.ts';
import { plainDate } from '../../../common/formats.ts';
import { useRowLink } from '../../../common/row-link.ts';
import { Read } from '../../../common/states.tsx';
import { ProcedureLink } from '../change-requests/links.tsx';
import { QUALITY, RecordTable, useKindWords } from '../shell/index.ts';
import { EditionFile } from './parts.tsx';

export function Above({ agency }: { readonly agency: string | undefined }) {
  const session = useSession();
  return (
    <>
      <Reading />
      <Procedures agency={agency ?? session.agency.id} />
    </>
  );
}

/** Nothing to read, nothing shown. */
function Reading() {
  const words = useKindWords('document');
  const { data } = useQuery({
    queryKey: [QUALITY, 'reading'],
    queryFn: () => call(qualityDocumentsReading({ query: afterOwnWrite() })),
  });
  if (!data || data.editions.length === 0) return null;
  const title = words('toRead.title', { count: data.editions.length });
  return (
    <section className="panel stack" style={{ gap: 8 }} aria-label={title}>
      <h2>{title}</h2>
      <ul className="stack" style={{ gap: 8, margin: 0, paddingInlineStart: 20 }}>
        {data.editions.map(({ record, code, title: name, edition, due, file }) => (
          <li key={record}>
            <RecordLink id={record}>{`${code} – ${name}`}</RecordLink>
            <div className="second">
              {words('toRead.edition', { edition, due: plainDate(due) })}.{' '}
              <EditionFile record={record} code={code} edition={edition} file={file} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RecordLink({ id, children }: { readonly id: string; readonly children: string }) {
  const link = useRowLink(`/chat-luong/tai-lieu/${id}`);
  return <a {...link}>{children}</a>;
}

function Procedures({ agency }: { readonly agency: string }) {
  const { t } = useTranslation();
  const words = useKindWords('document');
  const query = useQuery({
    queryKey: [QUALITY, 'procedures', agency],
    queryFn: () => call(qualityDocumentsProcedures({ query: { agency } })),
  });
  return (
    <Read query={query}>
      {({ editions }) => (
        <details className="panel">
          <summary>{words('beside.title', { count: editions.length })}</summary>
          <div className="stack" style={{ gap: 8, marginTop: 8 }}>
            <p className="second">{words('beside.explain')}</p>
            <RecordTable
              label={words('beside.title', { count: editions.length })}
              heads={(['code', 'name', 'edition', 'state', 'from'] as const).map((name) =>
                words(`beside.${name}`),
              )}
              rows={editions}
              keyOf={({ code, edition }) => `${code} ${edition}`}
              cells={({ code, title, edition, status, effectiveFrom }) => [
                <ProcedureLink code={code} edition={edition}>
                  {code}
                </ProcedureLink>,
                title,
                edition,
                t(`procedures.statuses.${status as 'draft'}`),
                plainDate(effectiveFrom),
              ]}
            />
          </div>
        </details>
      )}
    </Read>
  );
}
