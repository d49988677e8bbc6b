/** Pieces that the pages of several kinds are made of. */
import type { ReactNode } from 'react';
import type { FileRef } from '../../../api-client/types.gen.ts';
import { HeadedTable } from '../../../common/headed-table.tsx';

/** A part of a page under a heading of its own. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="stack" style={{ gap: 8 }} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A table in full: lists of a record's own, which are short. */
export function RecordTable<Row>(props: {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string | number;
  readonly cells: (row: Row, index: number) => readonly ReactNode[];
}) {
  const { label, heads, rows, keyOf, cells } = props;
  return (
    <HeadedTable label={label} heads={heads}>
      {rows.map((row, index) => (
        <tr key={keyOf(row, index)}>
          {cells(row, index).map((cell, column) => (
            <td key={heads[column]}>{cell}</td>
          ))}
        </tr>
      ))}
    </HeadedTable>
  );
}

/** A file that one of the record's events names. */
export function RecordFile(props: {
  readonly record: string;
  readonly file: Pick<FileRef, 'sha256' | 'name'>;
}) {
  const { record, file } = props;
  return (
    <a href={`/api/quality/records/${record}/files/${file.sha256}`} download={file.name}>
      {file.name}
    </a>
  );
}
