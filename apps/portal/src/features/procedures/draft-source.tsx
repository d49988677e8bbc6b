/** Where a draft comes from: a table on the clipboard, a Word, CSV or YAML file. Nothing is kept by reading it. */
import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { proceduresCheck, proceduresTable } from '../../api-client/sdk.gen.ts';
import { call, Problem } from '../../app/api.ts';
import { SubmitFault } from '../../common/states.tsx';
import type { File } from './file.ts';

export interface Read {
  readonly file: File;
  /** Who the pasted table holds responsible, in its own words. */
  readonly responsible: readonly string[];
}

interface Given {
  readonly html?: string;
  readonly text: string;
}

/** Word's clipboard carries the whole document's styles; only its tables are sent. */
const tablesOf = (html: string): string => /<table[\s\S]*<\/table>/i.exec(html)?.[0] ?? '';

/** A table first; what holds none may be the file itself. */
async function read(given: Given, code: string | undefined): Promise<Read> {
  const { html, text } = given;
  const head = code === undefined ? {} : { code };
  try {
    const table = html ? { html, text, ...head } : { text, ...head };
    return await call(proceduresTable({ body: table }));
  } catch (error) {
    const none = error instanceof Problem && ['no-table', 'no-head'].includes(error.code);
    if (!none || !/^\s*(?:code|title|steps)\s*:|^\s*\{/mu.test(text)) throw error;
    const { file, findings } = await call(proceduresCheck({ body: { yaml: text } }));
    if (file) return { file, responsible: [] };
    const why = findings.map(({ message }) => message).join(' ');
    throw new Problem(400, 'bad-edition', why, '');
  }
}

const WORD = /\.docx$/i;

/** What is in a file, as if it had been pasted. Word's parser comes with the first such file. */
async function contentOf(file: Blob & { readonly name: string }, t: TFunction): Promise<Given> {
  if (!WORD.test(file.name)) return { text: await file.text() };
  const { MOST_FILE_BYTES, readWord } = await import('./word.ts');
  const word =
    file.size > MOST_FILE_BYTES
      ? ({ fault: 'too-long' } as const)
      : readWord(new Uint8Array(await file.arrayBuffer()));
  if ('fault' in word) throw new Problem(400, word.fault, t(`drafting.${word.fault}`), '');
  return { html: word.html, text: '' };
}

export function DraftSource(props: {
  /** The procedure whose next edition it is; undefined: a new one. */
  readonly code: string | undefined;
  readonly onRead: (read: Read) => void;
}) {
  const { t } = useTranslation();
  const { code, onRead } = props;
  const reading = useMutation({
    mutationFn: async (from: Given | globalThis.File) =>
      read(from instanceof globalThis.File ? await contentOf(from, t) : from, code),
    onSuccess: onRead,
  });
  const steps = reading.data?.file.steps.length;
  return (
    <section className="panel stack" aria-labelledby="draft-source">
      <h2 id="draft-source">{t('drafting.source')}</h2>
      <p className="second">{t('drafting.pasteHint')}</p>
      <textarea
        className="ant-input"
        style={{ padding: 12, font: 'inherit', border: '1px dashed #7A8594', borderRadius: 4 }}
        rows={3}
        aria-labelledby="draft-source"
        placeholder={t('drafting.pasteHere')}
        value=""
        onChange={({ target }) => target.value.trim() !== '' && reading.mutate({ text: target.value })}
        onPaste={(event) => {
          event.preventDefault();
          const html = tablesOf(event.clipboardData.getData('text/html'));
          const text = event.clipboardData.getData('text/plain');
          reading.mutate(html === '' ? { text } : { html, text });
        }}
      />
      <label className="chip" style={{ justifySelf: 'start' }}>
        {t('procedures.upload')}
        <input
          className="hidden-text"
          type="file"
          accept=".docx,.csv,.tsv,.txt,.yaml,.yml,.json"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) reading.mutate(file);
            target.value = '';
          }}
        />
      </label>
      <div role="status">{steps !== undefined && t('drafting.read', { count: steps })}</div>
      <SubmitFault error={reading.error} />
    </section>
  );
}
