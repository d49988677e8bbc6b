/** What is known of a thing, name by name. */
import type { ReactNode } from 'react';

interface Props {
  readonly facts: readonly (readonly [string, ReactNode])[];
}

export function Facts({ facts }: Props) {
  return (
    <section className="panel">
      <FactList facts={facts} />
    </section>
  );
}

/** Without a frame, within one. */
export function FactList({ facts }: Props) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <Fact key={name} label={name}>
          {value}
        </Fact>
      ))}
    </dl>
  );
}

/** One, in a list that draws others its own way. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
