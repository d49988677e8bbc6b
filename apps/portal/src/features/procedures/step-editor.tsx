/** The steps of a draft as a table to write in: what the check finds stands in its cell. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../api-client/types.gen.ts';
import { useReference } from '../../app/reference.ts';
import { optionsOf } from '../../common/find.ts';
import type { Cell, File, FileStep } from './file.ts';
import { changed, findingsAt, flagIn, listIn, textIn, withNewStep, withoutStep, withStep } from './file.ts';
import { Findings } from './printed-table.tsx';

interface Props {
  readonly file: File;
  readonly findings: readonly Finding[];
  readonly responsible: readonly string[];
  readonly onChange: (change: (file: File) => File) => void;
}

export function StepEditor({ file, findings, responsible, onChange }: Props) {
  const { t } = useTranslation();
  const numbers = file.steps.map(({ no }) => no).join(' ');
  const own = listIn({ forms: ownFormsOf(file) }, 'forms').join('\n');
  const whole = findings.filter(({ step, message }) => step === undefined && !message.startsWith('steps['));
  return (
    <section className="stack" aria-labelledby="draft-steps">
      <h2 id="draft-steps">{t('drafting.steps')}</h2>
      <div className="table-scroll" role="group" aria-labelledby="draft-steps" tabIndex={0}>
        <table className="plain step-editor">
          <thead>
            <tr>
              <th scope="col">{t('procedures.order')}</th>
              <th scope="col">{t('procedures.content')}</th>
              <th scope="col">{t('procedures.responsible')}</th>
              <th scope="col">{t('procedures.time')}</th>
              <th scope="col">{t('procedures.forms')}</th>
              <th scope="col">{t('procedures.result')}</th>
              <th scope="col">{t('drafting.ends')}</th>
            </tr>
          </thead>
          <tbody>
            {file.steps.map((step, index) => (
              <Row
                // A row is its place: numbers are written in it.
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                step={step}
                index={index}
                findings={findings}
                printed={responsible[index] ?? ''}
                numbers={numbers}
                own={own}
                onChange={onChange}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t('procedures.total')}
              </th>
              <td colSpan={4}>
                {textIn(file, 'total')}
                <Findings findings={whole} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

const ownFormsOf = (file: File): string[] =>
  ((file['own-forms'] as { code?: unknown; name?: unknown }[] | undefined) ?? []).map(({ code }) =>
    String(code),
  );

interface RowProps {
  readonly step: FileStep;
  readonly index: number;
  readonly findings: readonly Finding[];
  readonly printed: string;
  /** Of all steps, with spaces between. */
  readonly numbers: string;
  /** Codes of the procedure's own forms, a line each. */
  readonly own: string;
  readonly onChange: Props['onChange'];
}

const Row = memo(function Row({ step, index, findings, printed, numbers, own, onChange }: RowProps) {
  const { t } = useTranslation();
  const { roles, forms } = useReference();
  const set = (name: string, value: string | readonly string[] | undefined) =>
    onChange((file) => withStep(file, index, changed<FileStep>(step, name, value)));
  const label = (what: string): string => t('drafting.of', { what, step: step.no || index + 1 });
  const found = (cell: Cell) => <Findings findings={findingsAt(findings, step, index, cell)} />;
  const formOptions = [
    ...forms
      .filter(({ id }) => id.startsWith('tt03-2025/') || listIn(step, 'forms').includes(id))
      .map(({ id, number, name }) => ({ value: id, label: `Mẫu ${number}: ${name}` })),
    ...own
      .split('\n')
      .filter((code) => code !== '')
      .map((code) => ({ value: code, label: code })),
  ];
  return (
    <tr>
      <td>
        <Input
          aria-label={label(t('procedures.order'))}
          value={step.no}
          onChange={({ target }) => set('no', target.value)}
          style={{ width: 64 }}
        />
        {found('no')}
      </td>
      <td style={{ minWidth: 260 }}>
        <Input.TextArea
          aria-label={label(t('procedures.content'))}
          rows={3}
          value={step.content}
          onChange={({ target }) => set('content', target.value)}
        />
        {found('content')}
      </td>
      <td style={{ minWidth: 190 }}>
        <Select
          aria-label={label(t('procedures.responsible'))}
          value={step.role || undefined}
          onChange={(value: string) => set('role', value)}
          options={optionsOf(roles)}
          style={{ width: '100%' }}
        />
        {printed !== '' && <div className="second small">{t('drafting.inTable', { words: printed })}</div>}
        {found('responsible')}
      </td>
      <td style={{ minWidth: 150, maxWidth: 200 }}>
        <Input
          aria-label={label(t('procedures.time'))}
          value={textIn(step, 'time')}
          onChange={({ target }) => set('time', target.value)}
        />
        {found('time')}
      </td>
      <td style={{ minWidth: 190 }}>
        <Select
          mode="multiple"
          aria-label={label(t('procedures.forms'))}
          value={listIn(step, 'forms')}
          onChange={(value: string[]) => set('forms', value)}
          options={formOptions}
          style={{ width: '100%' }}
        />
        {found('forms')}
      </td>
      <td style={{ minWidth: 170 }}>
        <Input.TextArea
          aria-label={label(t('procedures.result'))}
          rows={3}
          value={listIn(step, 'results').join('\n')}
          onChange={({ target }) => set('results', target.value === '' ? [] : target.value.split('\n'))}
        />
      </td>
      <td style={{ minWidth: 200 }}>
        <Checkbox
          checked={flagIn(step, 'issues-result')}
          onChange={({ target }) => set('issues-result', target.checked ? 'true' : undefined)}
        >
          {t('drafting.issues')}
        </Checkbox>
        <Checkbox
          checked={flagIn(step, 'hands-over')}
          onChange={({ target }) => set('hands-over', target.checked ? 'true' : undefined)}
        >
          {t('drafting.handsOver')}
        </Checkbox>
        <div className="second small" id={`back-${index}`}>
          {t('drafting.returnsTo')}
        </div>
        <Select
          mode="multiple"
          aria-labelledby={`back-${index}`}
          value={listIn(step, 'returns-to')}
          onChange={(value: string[]) => set('returns-to', value)}
          options={numbers
            .split(' ')
            .slice(0, index)
            .map((value) => ({ value, label: value }))}
          style={{ width: '100%' }}
        />
        {found('ends')}
        <div className="row">
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            aria-label={label(t('drafting.addStep'))}
            title={t('drafting.addStep')}
            onClick={() => onChange((file) => withNewStep(file, index))}
          />
          <Button
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={label(t('drafting.removeStep'))}
            title={t('drafting.removeStep')}
            onClick={() => onChange((file) => withoutStep(file, index))}
          />
        </div>
      </td>
    </tr>
  );
});
