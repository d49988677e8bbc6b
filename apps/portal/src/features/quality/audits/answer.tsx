/** The answer to one question of the checklist: given by the team, or shown to others. */
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { newKey } from '../../../app/api.ts';
import { FactList } from '../../../common/facts.tsx';
import { shortMoment, UNKNOWN } from '../../../common/formats.ts';
import { SubmitFault } from '../../../common/states.tsx';
import { FilesInput } from '../../dossier/file-choice.tsx';
import { act } from '../shell/data.ts';
import { RecordFile, type Words } from '../shell/index.ts';
import { useRequired } from '../../../common/edit-dialog.tsx';
import type { Audit } from './audits.tsx';
import type { ChecklistLine } from './checklist.tsx';
import { DossierLink } from './sample.tsx';

const VERDICTS = ['conforms', 'observation', 'nonconformity', 'not-applicable'] as const;
const SEVERITIES = ['minor', 'major'] as const;
/** A finger hits it. */
const TOUCHED = { minHeight: 44, alignItems: 'center' };
const EVIDENCE_ROWS = 4;
const MAX_EVIDENCE = 4_000;

type Answer = NonNullable<ChecklistLine['answer']>;
type Typed = Pick<Answer, 'verdict' | 'evidence' | 'dossier' | 'severity' | 'files'>;

export function AnswerForm(props: {
  readonly record: Audit;
  readonly line: ChecklistLine;
  readonly words: Words;
  readonly onDone: () => void;
}) {
  const { record, line, words, onDone } = props;
  const required = useRequired();
  const [form] = Form.useForm<Typed>();
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const verdict = Form.useWatch('verdict', form);
  const isRemark = verdict === 'observation' || verdict === 'nonconformity';
  const finish = async ({ severity, evidence, dossier, files, ...typed }: Typed) => {
    setBusy(true);
    setFault(null);
    try {
      const graded = typed.verdict === 'nonconformity' ? { severity: severity ?? 'minor' } : {};
      const seen = { evidence: evidence ?? '', files: files ?? [], ...(dossier && { dossier }) };
      await act(record.id, { type: 'answer', line: line.id, ...typed, ...graded, ...seen } as never, key);
      onDone();
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  const dossiers = record.body.sample?.draws.find(({ procedure }) => procedure === line.procedure)?.dossiers;
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={line.answer ? { ...line.answer } : { files: [] }}
      onFinish={(typed) => void finish(typed)}
    >
      <SubmitFault error={fault} />
      <Form.Item name="verdict" label={words('field.verdict')} rules={[required(words('field.verdict'))]}>
        <Radio.Group vertical options={choices(VERDICTS, 'verdict', words)} />
      </Form.Item>
      {verdict === 'nonconformity' && (
        <Form.Item
          name="severity"
          label={words('field.severity')}
          rules={[required(words('field.severity'))]}
        >
          <Radio.Group vertical options={choices(SEVERITIES, 'severity', words)} />
        </Form.Item>
      )}
      {dossiers && dossiers.length > 0 && (
        <Form.Item name="dossier" label={words('field.dossier')}>
          <Select
            size="large"
            allowClear
            options={dossiers.map(({ id, code }) => ({ value: id, label: code ?? id }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="evidence"
        label={words('field.evidence')}
        rules={isRemark ? [required(words('field.evidence'))] : []}
      >
        <Input.TextArea rows={EVIDENCE_ROWS} maxLength={MAX_EVIDENCE} />
      </Form.Item>
      <Form.Item name="files" label={words('field.files')}>
        <FilesInput />
      </Form.Item>
      <Button type="primary" size="large" htmlType="submit" loading={busy} data-primary>
        {words('checklist.save')} (F2)
      </Button>
    </Form>
  );
}

const choices = (values: readonly string[], of: string, words: Words) =>
  values.map((value) => ({ value, label: words(`${of}.${value}`), style: TOUCHED }));

export function AnswerShown(props: {
  readonly record: Audit;
  readonly line: ChecklistLine;
  readonly words: Words;
}) {
  const { record, line, words } = props;
  const { answer } = line;
  if (answer === null) return <p className="second">{words('checklist.unanswered')}</p>;
  const { verdict, severity, evidence, dossier, files, by, at } = answer;
  return (
    <FactList
      facts={[
        [
          words('field.verdict'),
          [words(`verdict.${verdict}`), severity && words(`severity.${severity}`)].filter(Boolean).join(', '),
        ],
        [words('field.evidence'), evidence || UNKNOWN],
        [
          words('field.dossier'),
          dossier ? <DossierLink key="dossier" record={record} dossier={dossier} /> : UNKNOWN,
        ],
        [
          words('field.files'),
          files.length === 0
            ? UNKNOWN
            : files.map((file) => <RecordFile key={file.sha256} record={record.id} file={file} />),
        ],
        [words('checklist.by'), `${by.name}, ${shortMoment(at)}`],
      ]}
    />
  );
}
