/** An agency's catalogue of administrative procedures beside its ISO procedures: what is covered, and how late. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { qmsRecordsRecord } from '../../../api-client/sdk.gen.ts';
import type { QmsRecord } from '../../../api-client/types.gen.ts';
import { call } from '../../../app/api.ts';
import type { CoverageSearch } from '../../../app/routes/quality-documents.ts';
import { useSession } from '../../../app/session.ts';
import { FactList } from '../../../common/facts.tsx';
import { number, plainDate, UNKNOWN } from '../../../common/formats.ts';
import { PageHead } from '../../../common/page.tsx';
import { Empty, Read } from '../../../common/states.tsx';
import { percent } from '../../figures/words.ts';
import { ProcedureLink, RequestLink } from '../change-requests/links.tsx';
import { AgencyFilter, everyRecord, Part, QUALITY, RecordTable, StateTag } from '../shell/index.ts';
import { ReviseDialog } from './revise-dialog.tsx';

type Coverage = NonNullable<QmsRecord['coverage']>;
type Change = Coverage['changes'][number];

const PATH = '/chat-luong/thu-tuc-hanh-chinh';

export function CoveragePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const search: CoverageSearch = useSearch({ strict: false });
  const agency = search.agency ?? session.agency.id;
  const [revising, setRevising] = useState(false);
  const query = useQuery({
    queryKey: [QUALITY, 'coverage', agency],
    queryFn: () => call(qmsRecordsRecord({ path: { agency } })),
  });
  return (
    <div className="stack">
      <PageHead title={t('coverage.title')}>
        {query.data?.mayRecord && (
          <button type="button" className="btn btn-primary" data-primary onClick={() => setRevising(true)}>
            {t('coverage.revise')} (F2)
          </button>
        )}
      </PageHead>
      <p className="second">{t('coverage.intro')}</p>
      <AgencyFilter
        agency={agency}
        onChoose={(chosen) => void navigate({ to: PATH, search: { agency: chosen } })}
      />
      <Read query={query}>
        {({ coverage }) =>
          coverage ? <Shown agency={agency} coverage={coverage} /> : <Empty>{t('coverage.none')}</Empty>
        }
      </Read>
      {revising && <ReviseDialog agency={agency} onClose={() => setRevising(false)} />}
    </div>
  );
}

interface Props {
  readonly agency: string;
  readonly coverage: Coverage;
}

function Shown({ agency, coverage }: Props) {
  const { t } = useTranslation();
  const { announced, covered, changes, abolishedButInForce } = coverage;
  const late = changes.filter(({ inTime, followedBy }) => inTime === false && followedBy === null).length;
  const share = announced === 0 ? '' : ` (${percent(covered / announced, 0)})`;
  return (
    <div className="stack">
      <section className="panel" aria-label={t('coverage.title')}>
        <FactList
          facts={[
            [t('coverage.announced'), number(announced)],
            [t('coverage.covered'), `${number(covered)}${share}`],
            [t('coverage.uncovered'), number(announced - covered)],
            [t('coverage.late'), number(late)],
          ]}
        />
      </section>
      {abolishedButInForce.length > 0 && (
        <Part title={t('coverage.abolished')}>
          <p className="panel">{abolishedButInForce.join(', ')}</p>
        </Part>
      )}
      <Changes agency={agency} coverage={coverage} />
      <Catalogue coverage={coverage} />
    </div>
  );
}

function Changes({ agency, coverage: { changes, withinWorkingDays } }: Props) {
  const { t } = useTranslation();
  const { data: requests = [] } = useQuery({
    queryKey: [QUALITY, 'coverage-requests', agency],
    queryFn: () => everyRecord({ kind: 'change-request', agency }),
  });
  const requestOf = ({ code, on }: Change) =>
    requests.find(({ brief }) => brief.source === 'catalogue' && brief.ref === `${code} ${on}`);
  return (
    <Part title={t('coverage.changes')}>
      <p className="second">{t('coverage.changesExplain', { days: withinWorkingDays })}</p>
      {changes.length === 0 ? (
        <Empty>{t('coverage.noChanges')}</Empty>
      ) : (
        <RecordTable
          label={t('coverage.changes')}
          heads={(['tthc', 'change', 'since', 'by', 'lag', 'state', 'request'] as const).map((name) =>
            t(`coverage.${name}`),
          )}
          rows={changes}
          keyOf={({ code, on }) => `${code} ${on}`}
          cells={(change) => {
            const request = requestOf(change);
            return [
              <Named code={change.code} name={change.name} />,
              t(`coverage.fate.${change.fate}`),
              plainDate(change.on),
              <By by={change.followedBy} />,
              change.lagWorkingDays === null ? UNKNOWN : number(change.lagWorkingDays),
              <InTime inTime={change.inTime} />,
              request ? (
                <RequestLink id={request.id}>
                  {t(`quality-change-request.status.${request.status as 'opened'}`)}
                </RequestLink>
              ) : (
                UNKNOWN
              ),
            ];
          }}
        />
      )}
    </Part>
  );
}

function Catalogue({ coverage }: Pick<Props, 'coverage'>) {
  const { t } = useTranslation();
  const [only, setOnly] = useState(false);
  const rows = coverage.tthc.filter(({ by }) => !only || by === null);
  return (
    <Part title={t('coverage.tthc')}>
      <div className="row">
        <button type="button" className="chip" aria-pressed={only} onClick={() => setOnly(!only)}>
          {t('coverage.only')}
        </button>
      </div>
      <RecordTable
        label={t('coverage.tthc')}
        heads={(['tthc', 'field', 'since', 'by'] as const).map((name) => t(`coverage.${name}`))}
        rows={rows}
        keyOf={({ code }) => code}
        cells={({ code, name, field, since, by }) => [
          <Named code={code} name={name} />,
          field,
          plainDate(since),
          <By by={by} />,
        ]}
      />
    </Part>
  );
}

const Named = ({ code, name }: { readonly code: string; readonly name: string }) => (
  <>
    {name}
    <div className="second small">{code}</div>
  </>
);

function By({ by }: { readonly by: Coverage['tthc'][number]['by'] }) {
  const { t } = useTranslation();
  if (!by) return <StateTag tone="near">{t('coverage.noProcedure')}</StateTag>;
  const { code, edition } = by;
  return (
    <ProcedureLink code={code} edition={edition}>
      {t('coverage.edition', { code, edition })}
    </ProcedureLink>
  );
}

function InTime({ inTime }: Pick<Change, 'inTime'>) {
  const { t } = useTranslation();
  if (inTime === null) return <StateTag tone="ontime">{t('coverage.waiting')}</StateTag>;
  return inTime ? (
    <StateTag tone="done">{t('coverage.inTime')}</StateTag>
  ) : (
    <StateTag tone="late">{t('coverage.lateState')}</StateTag>
  );
}
