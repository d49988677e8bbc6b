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
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
