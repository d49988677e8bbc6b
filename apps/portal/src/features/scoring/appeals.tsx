/** Appeals of an agency and their answers; amendments after the freeze. */
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileRef, ScoringSheet } from '../../api-client/types.gen.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { filterOption } from '../../common/find.ts';
import { InputPoints } from './input-points.tsx';
import { FileChoice } from '../dossier/file-choice.tsx';
import { actOnSheet } from './data.ts';
import { DecisionFields } from './decision-fields.tsx';

type Dialog = 'appeal' | 'answer-appeal' | 'amend';
const DIALOGS = ['appeal', 'answer-appeal', 'amend'] as const satisfies readonly Dialog[];

interface Values {
  readonly criteria?: string[];
  readonly criterion?: string;
  readonly points?: number;
  readonly reason: string;
  readonly files?: FileRef[];
  readonly granted?: boolean;
  readonly number?: string;
  readonly date?: string;
}

export function Appeals({ sheet }: { readonly sheet: ScoringSheet }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Dialog | null>(null);
  const may = DIALOGS.filter((act) => sheet.allowed.includes(act));
  if (sheet.appeals.length === 0 && may.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="appeals">
      <div className="page-head">
        <h2 id="appeals">{t('scoring.sheet.appeals')}</h2>
        <div className="row">
          {may.map((act) => (
            <Button key={act} onClick={() => setOpen(act)}>
              {t(`scoring.sheet.acts.${act}`)}
            </Button>
          ))}
        </div>
      </div>
      <ul className="stack">
        {sheet.appeals.map(({ criteria, reason, answer }) => (
          <li key={`${criteria.join()} ${reason}`}>
            <strong>{criteria.join(', ')}</strong>: {reason}
            <div className="second">
              {answer
                ? `${answer.granted ? t('scoring.sheet.granted') : t('scoring.sheet.notGranted')}: ${answer.reason}`
                : t('scoring.sheet.waiting')}
            </div>
          </li>
        ))}
      </ul>
      {open && <ActDialog sheet={sheet} act={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function ActDialog(props: {
  readonly sheet: ScoringSheet;
  readonly act: Dialog;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { sheet, act, onClose } = props;
  const name = t(`scoring.sheet.acts.${act}`);
  const criteria = sheet.criteria.map(({ key, name: words }) => ({ value: key, label: `${key} ${words}` }));
  return (
    <EditDialog<Values, void>
      title={name}
      submit={name}
      initial={act === 'answer-appeal' ? { granted: true } : {}}
      send={(values, key) =>
        actOnSheet({ year: sheet.year, agency: sheet.agency.id }, act, bodyOf(act, values), key)
      }
      onClose={onClose}
      onDone={onClose}
    >
      {act === 'appeal' && (
        <Form.Item
          name="criteria"
          label={t('scoring.sheet.appealCriteria')}
          rules={[required(t('scoring.sheet.appealCriteria'))]}
        >
          <Select mode="multiple" showSearch={{ filterOption }} options={criteria} />
        </Form.Item>
      )}
      {act === 'answer-appeal' && (
        <Form.Item name="granted" label={t('scoring.sheet.answer')}>
          <Radio.Group
            options={[
              { value: true, label: t('scoring.sheet.granted') },
              { value: false, label: t('scoring.sheet.notGranted') },
            ]}
          />
        </Form.Item>
      )}
      {act === 'amend' && <DecisionFields />}
      {act !== 'appeal' && (
        <>
          <Form.Item name="criterion" label={t('scoring.sheet.criterion')}>
            <Select allowClear showSearch={{ filterOption }} options={criteria} />
          </Form.Item>
          <InputPoints />
        </>
      )}
      <Form.Item name="reason" label={t('field.reason')} rules={[required(t('field.reason'))]}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      {act === 'appeal' && <FileChoice />}
    </EditDialog>
  );
}

function bodyOf(act: Dialog, values: Values): object {
  const { criteria = [], criterion, points, reason, files = [], granted, number, date } = values;
  if (act === 'appeal') return { criteria, reason, files };
  const changed = criterion !== undefined && points !== undefined && points !== null;
  const entries = changed ? { points: { [criterion]: { points, reason } } } : {};
  return act === 'answer-appeal'
    ? { granted: granted === true, reason, entries }
    : { decision: { number, date }, reason, entries };
}
