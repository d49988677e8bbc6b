/** The checklist, one question at a time: for a tablet on the spot, or the keyboard at a desk. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import { number } from '../../../common/formats.ts';
import { Empty } from '../../../common/states.tsx';
import { languageNow } from '../../../i18n/language.ts';
import type { Words } from '../shell/index.ts';
import type { Audit } from './audits.tsx';
import { AnswerForm, AnswerShown } from './answer.tsx';

export type ChecklistLine = Audit['body']['lines'][number];
const ALL = '';

export function Checklist({ record, words }: { readonly record: Audit; readonly words: Words }) {
  const { lines, mine } = record.body;
  const [scope, setScope] = useState(ALL);
  const [chosen, setChosen] = useState<string | null>(null);
  if (lines.length === 0) return <Empty>{words('checklist.none')}</Empty>;
  const shown = scope === ALL ? lines : lines.filter((line) => scopeOf(line) === scope);
  const firstOpen = shown.find(({ answer }) => answer === null) ?? shown[0]!;
  const current = shown.find(({ id }) => id === chosen) ?? firstOpen;
  const at = shown.indexOf(current);
  const go = (step: number) => setChosen(shown[at + step]?.id ?? current.id);
  const answered = lines.filter(({ answer }) => answer !== null).length;
  const mayAnswer = mine && record.status === 'on-the-spot';
  return (
    <section className="stack" aria-label={words('part.checklist')}>
      <div className="row spread">
        <span role="status">
          {words('checklist.progress', { answered: number(answered), lines: number(lines.length) })}
        </span>
        <Select
          aria-label={words('checklist.scope')}
          value={scope}
          onChange={(next) => {
            setScope(next);
            setChosen(null);
          }}
          style={{ minWidth: 240, maxWidth: '100%' }}
          options={[
            { value: ALL, label: words('checklist.all') },
            ...[...new Map(lines.map((line) => [scopeOf(line), nameOf(line)]))].map(([value, label]) => ({
              value,
              label,
            })),
          ]}
        />
      </div>
      <article className="panel stack" aria-labelledby="audit-line">
        <div className="row spread">
          <span className="second">
            {words('checklist.place', { at: number(at + 1), of: number(shown.length) })}. {nameOf(current)}
          </span>
          <span className="second">{words('checklist.clause', { clause: current.clause })}</span>
        </div>
        <h2 id="audit-line" style={{ fontSize: 17, lineHeight: '28px' }}>
          {languageNow() === 'vi' ? current.vi : current.en}
        </h2>
        {mayAnswer ? (
          <AnswerForm
            key={`${current.id} ${current.answer?.at ?? ''}`}
            record={record}
            line={current}
            words={words}
            onDone={() => setChosen(nextOpen(shown, at)?.id ?? current.id)}
          />
        ) : (
          <AnswerShown record={record} line={current} words={words} />
        )}
        <nav className="row" aria-label={words('checklist.move')}>
          <Button size="large" disabled={at === 0} onClick={() => go(-1)}>
            {words('checklist.before')}
          </Button>
          <Button size="large" disabled={at === shown.length - 1} onClick={() => go(1)}>
            {words('checklist.after')}
          </Button>
        </nav>
      </article>
    </section>
  );
}

const scopeOf = ({ procedure, unit }: ChecklistLine): string => procedure ?? unit?.id ?? ALL;
const nameOf = ({ procedure, unit }: ChecklistLine): string => procedure ?? unit?.name ?? '';

/** The next that has no answer, from here round. */
const nextOpen = (lines: readonly ChecklistLine[], at: number): ChecklistLine | undefined =>
  [...lines.slice(at + 1), ...lines.slice(0, at)].find(({ answer }) => answer === null) ?? lines[at + 1];
