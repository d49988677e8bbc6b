/** What a kind of record says of itself to the pages that all kinds share. */
import { useCallback } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityDetailResponse, QualityListData, QualityPage } from '../../../api-client/types.gen.ts';
import type { Token } from '../../../common/han.tsx';

export type Kind = QualityListData['query']['kind'];
export type AnyRecord = QualityDetailResponse;
export type AnyRow = QualityPage['rows'][number];
export type RecordOf<K extends Kind> = Extract<AnyRecord, { kind: K }>;
export type RowOf<K extends Kind> = Extract<AnyRow, { kind: K }>;

/** As a due moment's: `near` waits for somebody, `ontime` is at work, `late` is wrong, `paused` rests, `done` is over. */
export type Tone = Token;

/** The kind's own words: `words('status.open')`. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

interface Named {
  readonly name: string;
  /** Its words are those of another field. */
  readonly words?: string;
  readonly required?: boolean;
  /** There are words `field.<name>Hint`. */
  readonly hint?: boolean;
}

/** `text` one line, `long` many; `officer` one of the agency, `officers` several; `rows` the same fields again and again. */
export type Field =
  | (Named & { readonly type: 'text' | 'long' | 'officer' | 'officers' | 'procedure' | 'files' })
  | (Named & { readonly type: 'date' })
  | (Named & {
      readonly type: 'number';
      readonly min?: number;
      readonly max?: number;
      readonly digits?: number;
    })
  | (Named & {
      readonly type: 'choice' | 'choices';
      readonly options: readonly { readonly value: string | number | boolean; readonly label: string }[];
    })
  | (Named & { readonly type: 'rows'; readonly fields: readonly Field[]; readonly least?: number })
  /** A `Form.Item` of the kind's own. */
  | { readonly type: 'own'; readonly name: string; readonly draw: () => ReactNode };

export type Values = Readonly<Record<string, unknown>>;

/** @typeParam Of the record; null for what opens one. */
export interface ActionForm<Of> {
  /** None: the button alone. */
  readonly fields?: (of: Of, words: Words) => readonly Field[];
  readonly initial?: (of: Of) => Values;
  /** What is sent beside the type. Absent: what was typed. */
  readonly command?: (typed: Values, of: Of) => object;
  /** False: allowed, but there is nothing to do it to. */
  readonly offered?: (of: Of) => boolean;
  /** Undoes something or hands it on: never offered by itself. */
  readonly aside?: boolean;
  /** Shown above the fields. */
  readonly above?: (of: Of, words: Words) => ReactNode;
}

export interface KindPages<K extends Kind> {
  readonly kind: K;
  /** Of its list; a record stands at `<path>/<id>`. */
  readonly path: string;
  /** The list's tabs in their order; the first is the one it opens with. */
  readonly states: Readonly<Record<string, Tone>>;
  /** Where several states share a tab: by the tab, which has the words of a state. Absent: each has its own. */
  readonly tabs?: Readonly<Record<string, readonly string[]>>;
  /** Beside title, state, owner and next due. Widths in px. */
  readonly columns: readonly {
    readonly key: string;
    readonly width: number;
    readonly cell: (row: RowOf<K>, words: Words) => ReactNode;
  }[];
  /** Between the list's head and its tabs. */
  readonly above?: (props: { readonly agency: string | undefined }) => ReactNode;
  /** What is known of it, above what can be done. */
  readonly facts: (record: RecordOf<K>, words: Words) => ReactNode;
  /** Tabs of its own, before those of duties and history. Undefined: nothing to show. */
  readonly parts?: Readonly<Record<string, (record: RecordOf<K>, words: Words) => ReactNode | undefined>>;
  /** Said where no action is offered, when there is something to do all the same. */
  readonly idle?: (record: RecordOf<K>, words: Words) => string | undefined;
  /** By the command's type: what opens a record. The first that is allowed is the page's primary button. */
  readonly opening: Readonly<Record<string, ActionForm<null>>>;
  /** By the command's type. */
  readonly actions: Readonly<Record<string, ActionForm<RecordOf<K>>>>;
}

/** Pages that don't ask of which kind they are. */
export type AnyPages = KindPages<never>;

export function useKindWords(kind: Kind): Words {
  const { t } = useTranslation();
  // A kind's words are looked up by names that only its own files know.
  const look = t as unknown as (key: string, values?: object) => string;
  return useCallback((key, values) => look(`quality-${kind}.${key}`, values), [kind, look]);
}
