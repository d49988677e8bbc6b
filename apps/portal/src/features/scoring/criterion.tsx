/** One criterion a screen: why the points, and the form that gives them; usable on a tablet at the agency. */
import { Button, Checkbox, DatePicker, Drawer, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { ScoredCriterion, ScoringSheet } from '../../api-client/types.gen.ts';
import { number, plainDate, UNKNOWN } from '../../common/formats.ts';
import { FilesInput } from '../dossier/file-choice.tsx';
import { NOTHING } from './edits.ts';
import type { Edit, Edits } from './edits.ts';
import { Why } from './why.tsx';

const STAGES = ['self', 'reviewed', 'verified', 'adjusted'] as const;

export function CriterionDrawer(props: {
  readonly sheet: ScoringSheet;
  readonly shown: string;
  readonly edits: Edits;
  readonly editing: boolean;
  readonly onShow: (key: string | null) => void;
  readonly onEdit: (key: string, edit: Edit) => void;
}) {
  const { t } = useTranslation();
  const { sheet, shown, edits, editing, onShow, onEdit } = props;
  const at = sheet.criteria.findIndex(({ key }) => key === shown);
  const criterion = sheet.criteria[at];
  if (!criterion) return null;
  const before = sheet.criteria[at - 1];
  const after = sheet.criteria[at + 1];
  return (
    <Drawer
      open
      size={720}
      title={`${criterion.key} ${criterion.name}`}
      closable={{ 'aria-label': t('do.close') }}
      onClose={() => onShow(null)}
      footer={
        <div className="row">
          <Button size="large" disabled={!before} onClick={() => before && onShow(before.key)}>
            {t('scoring.sheet.previous')}
          </Button>
          <span>{t('scoring.sheet.position', { at: at + 1, of: sheet.criteria.length })}</span>
          <Button size="large" disabled={!after} onClick={() => after && onShow(after.key)}>
            {t('scoring.sheet.next')}
          </Button>
          <Button size="large" onClick={() => onShow(null)}>
            {t('scoring.sheet.close')}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <p>
          {t('scoring.sheet.max')}: <strong>{number(criterion.max, 2)}</strong>.{' '}
          {t('scoring.sheet.suggested')}:{' '}
          <strong>
            {criterion.suggestion.points === null ? UNKNOWN : number(criterion.suggestion.points, 2)}
          </strong>
          . {t(`scoring.sheet.how.${criterion.how}`)}.
        </p>
        {criterion.guidance && <p className="second">{criterion.guidance}</p>}
        {editing && (
          <EditForm
            key={shown}
            criterion={criterion}
            edit={edits[shown] ?? NOTHING}
            onEdit={(edit) => onEdit(shown, edit)}
          />
        )}
        <Stages sheet={sheet} criterion={criterion} />
        <Why sheet={sheet} criterion={criterion} />
      </div>
    </Drawer>
  );
}

function EditForm(props: {
  readonly criterion: ScoredCriterion;
  readonly edit: Edit;
  readonly onEdit: (edit: Edit) => void;
}) {
  const { t } = useTranslation();
  const { criterion, edit, onEdit } = props;
  const set = (part: Partial<Edit>) => onEdit({ ...edit, ...part });
  return (
    <form className="panel stack" onSubmit={(event) => event.preventDefault()}>
      <label className="stack" style={{ gap: 4 }}>
        <strong>{t('scoring.sheet.points')}</strong>
        <InputNumber
          size="large"
          min={0}
          max={criterion.max}
          step={0.25}
          precision={2}
          decimalSeparator=","
          value={edit.points}
          disabled={edit.notApplicable}
          onChange={(value) => set({ points: value })}
          style={{ width: 160 }}
        />
        <span className="second">{t('scoring.sheet.keep')}</span>
      </label>
      <label className="stack" style={{ gap: 4 }}>
        <strong>{t('scoring.sheet.reason')}</strong>
        <Input.TextArea
          rows={2}
          maxLength={2000}
          value={edit.reason}
          onChange={({ target }) => set({ reason: target.value })}
        />
        <span className="second">{t('scoring.sheet.reasonHint')}</span>
      </label>
      <Checkbox
        checked={edit.notApplicable}
        onChange={({ target }) => set({ notApplicable: target.checked })}
      >
        {t('scoring.sheet.notApplicable')}
      </Checkbox>
      {criterion.how === 'evidence' && !edit.notApplicable && <Documents edit={edit} onEdit={set} />}
    </form>
  );
}

function Documents({
  edit,
  onEdit,
}: {
  readonly edit: Edit;
  readonly onEdit: (part: Partial<Edit>) => void;
}) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<Edit['documents'][number]>) =>
    onEdit({ documents: edit.documents.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <fieldset className="stack" style={{ border: 0, margin: 0, padding: 0 }}>
      <legend>
        <strong>{t('scoring.sheet.evidence')}</strong>
      </legend>
      {edit.documents.map((one, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two documents may be alike while they are typed
        <div key={index} className="row">
          <Input
            aria-label={t('scoring.sheet.number')}
            placeholder={t('scoring.sheet.number')}
            value={one.number}
            maxLength={200}
            onChange={({ target }) => change(index, { number: target.value })}
            style={{ width: 180 }}
          />
          <DatePicker
            aria-label={t('scoring.sheet.date')}
            format="DD/MM/YYYY"
            allowClear={false}
            value={one.date ? dayjs(one.date) : null}
            onChange={(picked) => change(index, { date: picked?.format('YYYY-MM-DD') ?? '' })}
          />
          <Button
            aria-label={t('scoring.sheet.removeDocument', { number: one.number })}
            onClick={() => onEdit({ documents: edit.documents.filter((_, at) => at !== index) })}
          >
            ✕
          </Button>
        </div>
      ))}
      <div>
        <Button
          onClick={() =>
            onEdit({ documents: [...edit.documents, { number: '', date: dayjs().format('YYYY-MM-DD') }] })
          }
        >
          {t('scoring.sheet.addDocument')}
        </Button>
      </div>
      <div>
        {t('scoring.sheet.files')} <FilesInput value={edit.files} onChange={(files) => onEdit({ files })} />
      </div>
    </fieldset>
  );
}

/** What each stage said of it, with its reason and documents. */
function Stages({ sheet, criterion }: { readonly sheet: ScoringSheet; readonly criterion: ScoredCriterion }) {
  const { t } = useTranslation();
  const said = STAGES.filter((stage) => criterion.points[stage] !== null || criterion.entries[stage]);
  if (said.length === 0) return null;
  const base = `/api/scoring/years/${sheet.year}/agencies/${sheet.agency.id}/files`;
  return (
    <dl className="facts">
      {said.map((stage) => {
        const entry = criterion.entries[stage];
        const given = criterion.points[stage];
        return (
          <div key={stage}>
            <dt>{t(`scoring.column.${stage}`)}</dt>
            <dd>
              <strong>{given === null ? UNKNOWN : number(given, 2)}</strong> {entry?.reason}
              {entry?.documents.map(({ number: no, date }) => (
                <div key={no} className="second">
                  {no}, {plainDate(date)}
                </div>
              ))}
              {entry?.files.map(({ sha256, name }) => (
                <div key={sha256}>
                  <a href={`${base}/${sha256}`} download={name}>
                    {name}
                  </a>
                </div>
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
