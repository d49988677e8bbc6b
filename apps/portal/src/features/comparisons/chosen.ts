/** What a person has chosen of a comparison so far, and the request that it makes. */
import type { ComparisonsCompareData, LogFields, LogFile, LogPreview } from '../../api-client/types.gen.ts';

type Body = ComparisonsCompareData['body'];
export type Found = NonNullable<LogPreview['found']>;

export interface Chosen {
  readonly agency: string;
  readonly title: string;
  readonly file: LogFile;
  readonly fields: LogFields;
  readonly delimiter?: NonNullable<Body['delimiter']>;
}

export interface ChosenPart {
  /** As the log names it; null: the whole log. */
  readonly said: string | null;
  readonly procedure: string;
  readonly edition: number;
  /** Null: not proposed yet. */
  readonly steps: Readonly<Record<string, string | null>> | null;
}

export const isWhole = ({ title }: Chosen, parts: readonly ChosenPart[]): boolean =>
  title.trim() !== '' && parts.length > 0 && parts.every(({ steps }) => steps !== null);

export const bodyOf = (
  { agency, title, file, fields, delimiter }: Chosen,
  parts: readonly ChosenPart[],
  roles: Readonly<Record<string, string | null>>,
): Body => ({
  agency,
  title,
  file,
  fields,
  ...(delimiter !== undefined && { delimiter }),
  roles: { ...roles },
  parts: parts.map(({ said, procedure, edition, steps }) => ({
    said,
    procedure,
    edition,
    steps: { ...steps },
  })),
});
