/** One agency's sheet: its own scoring, the review, the verification; stages side by side, one criterion a screen. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scoringSheetsRecompute } from '../../api-client/sdk.gen.ts';
import type { ScoringSheet } from '../../api-client/types.gen.ts';
import { call, newKey, Problem } from '../../app/api.ts';
import { useSession } from '../../app/session.ts';
import { FactList } from '../../common/facts.tsx';
import { moment, number, plainDate, UNKNOWN } from '../../common/formats.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Failed, Loading, SubmitFault } from '../../common/states.tsx';
import { Appeals } from './appeals.tsx';
import { CriterionDrawer } from './criterion.tsx';
import { CriteriaTable } from './criteria-table.tsx';
import { actOnSheet, sheetQuery } from './data.ts';
import type { SheetAct } from './data.ts';
import { editsOf, entriesOf, isGap, pointsNow } from './edits.ts';
import type { Edits } from './edits.ts';

const own = getRouteApi('/inside/cham-diem/$nam/tu-cham');
const other = getRouteApi('/inside/cham-diem/$nam/co-quan/$id');
/** Acts that fill the sheet; the others have forms of their own. */
const SCORING_ACTS = ['submit', 'review', 'verify', 'adjust'] as const satisfies readonly SheetAct[];
type ScoringAct = (typeof SCORING_ACTS)[number];

export function SelfScorePage() {
  const { t } = useTranslation();
  const { nam } = own.useParams();
  const { agency } = useSession();
  return <SheetOf year={nam} agency={agency.id} title={t('scoring.sheet.selfTitle', { year: nam })} />;
}

export function AgencySheetPage() {
  const { nam, id } = other.useParams();
  return <SheetOf year={nam} agency={id} />;
}

function SheetOf(props: { readonly year: string; readonly agency: string; readonly title?: string }) {
  const { t } = useTranslation();
  const { year, agency, title } = props;
  const query = useQuery(sheetQuery(year, agency));
  const { data: sheet, error } = query;
  const none = error instanceof Problem && error.status === 404;
  return (
    <div className="stack">
      <PageHead title={title ?? t('scoring.sheet.title', { agency: sheet?.agency.name ?? '' })}>
        <Link to="/cham-diem/$nam" params={{ nam: year }}>
          {t('scoring.board')}
        </Link>
        {sheet && (
          <a href={`/api/scoring/years/${year}/agencies/${agency}/print`} target="_blank" rel="noreferrer">
            {t('scoring.sheet.print')}
          </a>
        )}
      </PageHead>
      {none && <Empty>{t('scoring.sheet.notOpen')}</Empty>}
      {error && !none && <Failed error={error} retry={() => void query.refetch()} />}
      {!sheet && !error && <Loading />}
      {sheet && <Shown key={sheet.phase} sheet={sheet} />}
    </div>
  );
}

function Shown({ sheet }: { readonly sheet: ScoringSheet }) {
  const { t } = useTranslation();
  const acts = SCORING_ACTS.filter((act) => sheet.allowed.includes(act));
  const [act, setAct] = useState<ScoringAct | undefined>(acts[0]);
  const [edits, setEdits] = useState<Edits>(() => (acts[0] ? editsOf(sheet.criteria, acts[0]) : {}));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<string | null>(null);
  const choose = (next: ScoringAct) => {
    setAct(next);
    setEdits(editsOf(sheet.criteria, next));
    setTouched(new Set());
  };
  return (
    <>
      {!sheet.set.official && <Alert type="info" showIcon title={t('scoring.sheet.notOfficial')} />}
      {sheet.unqualified && (
        <Alert
          type="warning"
          showIcon
          title={t('scoring.sheet.unqualified')}
          description={<Link to="/chat-luong/dao-tao">{t('scoring.sheet.unqualifiedWay')}</Link>}
        />
      )}
      <Facts sheet={sheet} edits={edits} act={act} />
      {acts.length > 1 && (
        <div className="row">
          <span id="stage">{t('scoring.sheet.stage')}</span>
          <Segmented<ScoringAct>
            aria-labelledby="stage"
            value={act ?? acts[0]!}
            onChange={choose}
            options={acts.map((value) => ({ value, label: t(`scoring.sheet.acts.${value}`) }))}
          />
        </div>
      )}
      {act && (
        <HandIn
          sheet={sheet}
          act={act}
          edits={edits}
          unsaved={touched.size}
          onSaved={() => setTouched(new Set())}
          onShow={setShown}
        />
      )}
      <CriteriaTable sheet={sheet} edits={edits} editing={act !== undefined} onShow={setShown} />
      <Adjustments sheet={sheet} />
      <Appeals sheet={sheet} />
      <Decided sheet={sheet} />
      {shown !== null && (
        <CriterionDrawer
          sheet={sheet}
          shown={shown}
          edits={edits}
          editing={act !== undefined}
          onShow={setShown}
          onEdit={(key, edit) => {
            setEdits((before) => ({ ...before, [key]: edit }));
            setTouched((before) => new Set(before).add(key));
          }}
        />
      )}
    </>
  );
}

const points = (value: number | null): string => (value === null ? UNKNOWN : number(value, 2));
const sumOf = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + Math.round((value ?? 0) * 100), 0) / 100;

function Facts(props: {
  readonly sheet: ScoringSheet;
  readonly edits: Edits;
  readonly act: ScoringAct | undefined;
}) {
  const { t } = useTranslation();
  const { sheet, edits, act } = props;
  const { criteria, totals } = sheet;
  const gaps = criteria.filter((one) => isGap(one, edits[one.key])).length;
  const facts = [
    ...(act
      ? [
          [
            t('scoring.sheet.sum'),
            `${points(sumOf(criteria.map((one) => pointsNow(one, edits[one.key]))))}/${number(sheet.set.total)}`,
          ],
        ]
      : []),
    [t('scoring.sheet.suggested'), points(sumOf(criteria.map(({ suggestion }) => suggestion.points)))],
    ...(act
      ? [[t('scoring.sheet.left'), t('scoring.sheet.leftOf', { count: gaps, of: criteria.length })]]
      : []),
    ...(['self', 'reviewed', 'verified', 'adjusted', 'final', 'amended'] as const)
      .filter((stage) => totals[stage] !== null)
      .map((stage) => [t(`scoring.column.${stage}`), points(totals[stage])]),
    [t('scoring.phase'), t(`scoring.phases.${sheet.phase as 'review'}`)],
    ...(sheet.band ? [[t('scoring.column.band'), sheet.amendedBand ?? sheet.band]] : []),
  ] as const;
  return (
    <section className="panel stack">
      <FactList facts={facts.map(([name, value]) => [name, <strong>{value}</strong>])} />
      <p className="second">
        {sheet.set.title}. {t('scoring.sheet.asOf', { at: moment(sheet.figuresAsOf) })}
      </p>
      {sheet.missed && <Alert type="warning" showIcon title={t('scoring.missed')} />}
      {sheet.onSite.required && !sheet.onSite.done && (
        <Alert type="info" showIcon title={t('scoring.sheet.onSiteRequired')} />
      )}
    </section>
  );
}

interface HandInProps {
  readonly sheet: ScoringSheet;
  readonly act: ScoringAct;
  readonly edits: Edits;
  readonly unsaved: number;
  readonly onSaved: () => void;
  readonly onShow: (key: string) => void;
}

function HandIn({ sheet, act, edits, unsaved, onSaved, onShow }: HandInProps) {
  const { t } = useTranslation();
  const [gaps, setGaps] = useState<readonly string[] | null>(null);
  const [onSite, setOnSite] = useState(sheet.onSite.required);
  const [told, setTold] = useState<string | null>(null);
  const [key, setKey] = useState(newKey);
  const where = { year: sheet.year, agency: sheet.agency.id };
  const send = useMutation({
    mutationFn: (what: SheetAct) => {
      const body = { entries: entriesOf(sheet.criteria, edits), ...(what === 'review' && { onSite }) };
      return actOnSheet(where, what, body, key);
    },
    onSuccess: (_reply, what) => {
      setTold(t('scoring.sheet.saved', { what: t(`scoring.sheet.acts.${what}`).toLowerCase() }));
      onSaved();
    },
    // What is sent next is another request, unless it is unknown whether this one arrived.
    onSettled: (_reply, error) => {
      if (!(error instanceof Problem) || (error.status >= 400 && error.status < 500)) setKey(newKey());
    },
  });
  const begin = () => {
    setTold(null);
    const open = sheet.criteria.filter((one) => isGap(one, edits[one.key])).map((one) => one.key);
    if (act === 'submit' && open.length > 0) setGaps(open);
    else send.mutate(act);
  };
  const at = send.error instanceof Problem ? send.error.more['at'] : undefined;
  return (
    <section className="stack">
      <div role="status">{told && <Alert type="success" showIcon title={told} />}</div>
      <SubmitFault error={send.error} />
      {Array.isArray(at) && <Named keys={at as string[]} sheet={sheet} onShow={onShow} />}
      {act === 'review' && (
        <Checkbox checked={onSite} onChange={({ target }) => setOnSite(target.checked)}>
          {t('scoring.sheet.onSiteDone')}
        </Checkbox>
      )}
      <div className="row">
        {act === 'submit' && (
          <Button loading={send.isPending} onClick={() => send.mutate('save')}>
            {t('scoring.sheet.acts.save')}
          </Button>
        )}
        <Button type="primary" loading={send.isPending} onClick={begin} data-primary>
          {t(`scoring.sheet.acts.${act}`)} (F2)
        </Button>
        {unsaved > 0 && <span className="second">{t('scoring.sheet.unsaved', { count: unsaved })}</span>}
      </div>
      {gaps && (
        <Modal
          open
          title={t('scoring.sheet.gaps', { count: gaps.length })}
          footer={null}
          closable={{ 'aria-label': t('do.close') }}
          onCancel={() => setGaps(null)}
        >
          <p>{t('scoring.sheet.gapsText')}</p>
          <Named
            keys={gaps}
            sheet={sheet}
            onShow={(one) => {
              setGaps(null);
              onShow(one);
            }}
          />
        </Modal>
      )}
    </section>
  );
}

function Named(props: {
  readonly keys: readonly string[];
  readonly sheet: ScoringSheet;
  readonly onShow: (key: string) => void;
}) {
  const names = new Map(props.sheet.criteria.map(({ key, name }) => [key, name]));
  return (
    <ul className="stack" style={{ gap: 4 }}>
      {props.keys.map((key) => (
        <li key={key}>
          <button type="button" className="link" onClick={() => props.onShow(key)}>
            {key} {names.get(key)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Adjustments({ sheet }: { readonly sheet: ScoringSheet }) {
  const { t } = useTranslation();
  if (sheet.adjustments.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="adjustments">
      <h2 id="adjustments">{t('scoring.sheet.adjustments')}</h2>
      <ul>
        {sheet.adjustments.map(({ id, name, state, points: given, reading }) => (
          <li key={id}>
            {name}: {number(given, 2)} ({t(`scoring.sheet.adjustmentStates.${state}`)}
            {reading && `, ${t('scoring.sheet.reading', { reading })}`})
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decided({ sheet }: { readonly sheet: ScoringSheet }) {
  const { t } = useTranslation();
  const recompute = useMutation({
    mutationFn: () => call(scoringSheetsRecompute({ path: { year: sheet.year, agency: sheet.agency.id } })),
  });
  if (!sheet.decision) return null;
  const again = recompute.data;
  return (
    <section className="panel stack" aria-labelledby="decided">
      <h2 id="decided">{t('scoring.column.final')}</h2>
      <p>
        {t('scoring.decisionLine', { number: sheet.decision.number, date: plainDate(sheet.decision.date) })}
      </p>
      {sheet.amendments.map(({ decision, reason, total }) => (
        <p key={decision.number}>
          {t('scoring.sheet.amendment', {
            number: decision.number,
            date: plainDate(decision.date),
            total: number(total, 2),
            reason,
          })}
        </p>
      ))}
      <div className="row">
        <Button loading={recompute.isPending} onClick={() => recompute.mutate()}>
          {t('scoring.sheet.recompute')}
        </Button>
        <span role="status">
          {again &&
            `${t('scoring.sheet.recomputed', { total: number(again.total, 2) })} ${
              again.same
                ? t('scoring.sheet.recomputedSame')
                : t('scoring.sheet.recomputedDiffers', { total: points(again.decided?.total ?? null) })
            }`}
        </span>
      </div>
      <SubmitFault error={recompute.error} />
    </section>
  );
}
