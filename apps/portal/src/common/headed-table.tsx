/** A short table in full under a row of heads; a wide one scrolls by itself. */
import type { ReactNode } from 'react';

/** A column's words; with more than words, what its cell carries besides. */
type Head =
  | string
  | {
      readonly text: string;
      readonly className?: string | undefined;
      /** The words in full, where the head abbreviates them. */
      readonly title?: string;
    };

/** What the group is called: in words, by a heading's id, or by words that stand above the table too. */
type Name = { readonly label: string } | { readonly labelledBy: string } | { readonly caption: string };

/** The head of a column of numbers. */
export const num = (text: string): Head => ({ text, className: 'num' });

export function HeadedTable(
  props: Name & {
    readonly heads: readonly Head[];
    /** Rows. */
    readonly children: ReactNode;
  },
) {
  const { heads, children } = props;
  const caption = 'caption' in props ? props.caption : undefined;
  return (
    <div
      className="table-scroll"
      role="group"
      aria-label={'label' in props ? props.label : caption}
      aria-labelledby={'labelledBy' in props ? props.labelledBy : undefined}
      tabIndex={0}
    >
      <table className="plain">
        {caption !== undefined && <caption>{caption}</caption>}
        <thead>
          <tr>
            {heads.map((head, index) => {
              const { text, ...rest } = typeof head === 'string' ? { text: head } : head;
              return (
                // A head is its place: two may have the same words.
                // oxlint-disable-next-line react/no-array-index-key
                <th key={index} scope="col" {...rest}>
                  {text}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
