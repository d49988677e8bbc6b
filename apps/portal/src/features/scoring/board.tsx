/** The committee's board: how far everybody is, who lags, and the year's next act. Others see their own agencies. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, DatePicker, Form, Input, Progress } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoringBoard, ScoringYear } from '../../api-client/types.gen.ts';
import { newKey } from '../../app/api.ts';
import { isCommittee, isSecretary, useSession } from '../../app/session.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { moment, number, shortMoment } from '../../common/formats.ts';
import { PageHead } from '../../common/page.tsx';
import { fromPicker } from '../../common/pickers.ts';
import { Read, SubmitFault } from '../../common/states.tsx';
import { BoardRows } from './board-rows.tsx';
import { actOnYear, boardQuery, yearQuery } from './data.ts';
import { DecisionFields } from './decision-fields.tsx';
import { Samples } from './samples.tsx';

const route = getRouteApi('/inside/cham-diem/$nam');
const DATED = ['self-scoring', 'review', 'verification', 'adjustment', 'appeals'] as const;
type Dated = (typeof DATED)[number];

export function BoardPage() {
  const { t } = useTranslation();
  const { nam } = route.useParams();
  const session = useSession();
  const year = useQuery(yearQuery(nam));
  const board = useQuery(boardQuery(nam));
  return (
    <div className="stack">
      <PageHead title={year.data?.title ?? t('scoring.title')}>
        {isSecretary(session) && (
          <Link to="/cham-diem/$nam/tu-cham" params={{ nam }}>
            {t('scoring.selfScore')}
          </Link>
        )}
        <Link to="/cham-diem/$nam/xep-hang" params={{ nam }}>
          {t('scoring.ranking')}
        </Link>
      </PageHead>
      <Read query={year}>
        {(read) => (
          <>
            <Standing year={read} />
            {board.data && isCommittee(session) && <Acts year={read} board={board.data} />}
          </>
        )}
      </Read>
      <Read query={board}>
        {(read) => (
          <>
            <Submitted board={read} />
            <BoardRows board={read} year={nam} />
          </>
        )}
      </Read>
      {year.data && <Samples year={year.data} />}
    </div>
  );
}

function Standing({ year }: { readonly year: ScoringYear }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack">
      <ol className="chips" aria-label={t('scoring.phase')}>
        {DATED.map((phase) => (
          <li
            key={phase}
            className="chip"
            style={{ cursor: 'default' }}
            {...(phase === year.phase && {
              'aria-current': 'step' as const,
              style: { fontWeight: 600, background: '#D9E9F5' },
            })}
          >
            {t(`scoring.phases.${phase}`)} {t('scoring.until', { at: moment(year.ends[phase]) })}
          </li>
        ))}
      </ol>
      <p>
        {t('scoring.phase')}: <strong>{t(`scoring.phases.${year.phase}`)}</strong>
        {year.due && (
          <span className="second">
            {' '}
            {t('scoring.due', {
              what: t(`scoring.dues.${year.due.kind as 'remind'}`),
              at: shortMoment(year.due.at),
            })}
          </span>
        )}
      </p>
      {year.sets.map((set) => (
        <p key={set.id} className="second">
          {t('scoring.set')}: {set.title} ({number(set.total)})
          {!set.official && `. ${t('scoring.sheet.notOfficial')}`}
        </p>
      ))}
      {year.phase === 'frozen' && (
        <Alert
          type="info"
          showIcon
          title={t('scoring.frozen')}
          description={
            year.decision &&
            t('scoring.decisionLine', {
              number: year.decision.number,
              date: year.decision.date.split('-').reverse().join('/'),
            })
          }
        />
      )}
      {year.phase === 'settling' && (
        <Alert type="info" showIcon role="status" title={t('scoring.settling')} />
      )}
    </section>
  );
}

const isDated = (phase: ScoringYear['phase']): phase is Dated => (DATED as readonly string[]).includes(phase);

/** Who has not done what the phase asks: by the sheets as they are now. */
function lagging(phase: Dated, rows: ScoringBoard['rows']): number {
  switch (phase) {
    case 'self-scoring':
      return rows.filter(({ self }) => self === null).length;
    case 'review':
      return rows.filter(({ reviewed }) => reviewed === null).length;
    case 'verification':
    case 'adjustment':
      return 0;
    case 'appeals':
      return rows.filter(({ appealOpen }) => appealOpen).length;
    default:
      return phase satisfies never;
  }
}

function Acts({ year, board }: { readonly year: ScoringYear; readonly board: ScoringBoard }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'move-end' | 'decide' | 'publish' | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const { phase } = year;
  const behind = isDated(phase) ? lagging(phase, board.rows) : 0;
  const remind = async () => {
    setFault(null);
    try {
      await actOnYear(year.id, 'remind', { phase }, newKey());
      setTold(t('scoring.reminded'));
    } catch (error) {
      setFault(error);
    }
  };
  const close = () => setOpen(null);
  const done = (what: string) => {
    close();
    setTold(t('scoring.done', { what: what.toLowerCase() }));
  };
  return (
    <>
      <div role="status">{told && <Alert type="success" showIcon title={told} />}</div>
      <SubmitFault error={fault} />
      <div className="row">
        {isDated(phase) && behind > 0 && (
          <Button type="primary" onClick={() => void remind()} data-primary>
            {t('scoring.remind', { count: behind })} (F2)
          </Button>
        )}
        {isDated(phase) && <Button onClick={() => setOpen('move-end')}>{t('scoring.moveEnd')}</Button>}
        {phase === 'decision' && (
          <Button type="primary" onClick={() => setOpen('decide')} data-primary>
            {t('scoring.decide')} (F2)
          </Button>
        )}
        {phase === 'decided' && (
          <Button type="primary" onClick={() => setOpen('publish')} data-primary>
            {t('scoring.publish')} (F2)
          </Button>
        )}
        {(phase === 'decided' || phase === 'frozen') &&
          (['pdf', 'xlsx'] as const).map((format) => (
            <a
              key={format}
              href={`/api/scoring/years/${year.id}/report?format=${format}`}
              target="_blank"
              rel="noreferrer"
            >
              {t('scoring.report')} ({format.toUpperCase()})
            </a>
          ))}
      </div>
      {open === 'move-end' && isDated(phase) && (
        <MoveEnd year={year} phase={phase} onClose={close} onDone={() => done(t('scoring.moveEnd'))} />
      )}
      {open === 'decide' && <Decide year={year} onClose={close} onDone={() => done(t('scoring.decide'))} />}
      {open === 'publish' && (
        <EditDialog
          title={t('scoring.publish')}
          submit={t('scoring.publish')}
          initial={{}}
          send={(_values, key) => actOnYear(year.id, 'publish', {}, key)}
          onClose={close}
          onDone={() => done(t('scoring.publish'))}
        >
          <p>{t('scoring.publishText')}</p>
        </EditDialog>
      )}
    </>
  );
}

interface DialogProps {
  readonly year: ScoringYear;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function MoveEnd({ year, phase, onClose, onDone }: DialogProps & { readonly phase: Dated }) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <EditDialog<{ end: Dayjs; reason: string }, void>
      title={`${t('scoring.moveEnd')}: ${t(`scoring.phases.${phase}`)}`}
      submit={t('scoring.moveEnd')}
      initial={{}}
      send={({ end, reason }, key) =>
        actOnYear(year.id, 'move-end', { phase, end: fromPicker(end), reason }, key)
      }
      onClose={onClose}
      onDone={onDone}
    >
      <p>{t('scoring.until', { at: moment(year.ends[phase]) })}</p>
      <Form.Item name="end" label={t('scoring.newEnd')} rules={[required(t('scoring.newEnd'))]}>
        <DatePicker showTime={{ format: 'HH:mm' }} needConfirm={false} format="DD/MM/YYYY HH:mm" />
      </Form.Item>
      <Form.Item name="reason" label={t('field.reason')} rules={[required(t('field.reason'))]}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </EditDialog>
  );
}

function Decide({ year, onClose, onDone }: DialogProps) {
  const { t } = useTranslation();
  return (
    <EditDialog<{ number: string; date: string }, void>
      title={t('scoring.decide')}
      submit={t('scoring.decide')}
      initial={{}}
      send={(decision, key) => actOnYear(year.id, 'decide', { decision }, key)}
      onClose={onClose}
      onDone={onDone}
    >
      <p>{t('scoring.decideText', { count: year.agencies })}</p>
      <DecisionFields />
    </EditDialog>
  );
}

function Submitted({ board }: { readonly board: ScoringBoard }) {
  const { t } = useTranslation();
  const { count, of, percent, overdue } = board.submitted;
  return (
    <div className="row">
      <strong>{t('scoring.submitted', { count, of, percent: number(percent, 2) })}</strong>
      {overdue > 0 && <span className="han han-late">{t('scoring.overdue', { count: overdue })}</span>}
      <Progress
        percent={percent}
        showInfo={false}
        style={{ maxWidth: 240, margin: 0 }}
        aria-label={t('scoring.submitted', { count, of, percent: number(percent, 2) })}
      />
    </div>
  );
}
