/** Tabs of plain elements: arrows go from one to the next, the chosen one alone is in the order of Tab. */
import type { KeyboardEvent, ReactNode } from 'react';
import { useId } from 'react';

export function Tabs<Key extends string>(props: {
  readonly label: string;
  readonly chosen: Key;
  readonly items: readonly { readonly key: Key; readonly label: string }[];
  readonly onChoose: (key: Key) => void;
  readonly children: ReactNode;
}) {
  const { label, chosen, items, onChoose, children } = props;
  const id = useId();
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = items.findIndex(({ key }) => key === chosen);
    const next = items[(at + step + items.length) % items.length]!;
    onChoose(next.key);
    document.getElementById(`${id}${next.key}`)?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} onKeyDown={onKey}>
        {items.map(({ key, label: words }) => (
          <button
            key={key}
            id={`${id}${key}`}
            type="button"
            role="tab"
            aria-selected={key === chosen}
            aria-controls={`${id}panel`}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => onChoose(key)}
          >
            {words}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${chosen}`}>
        {children}
      </div>
    </>
  );
}
