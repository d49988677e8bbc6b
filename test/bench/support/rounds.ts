/** Rounds that take turns, so that what the machine does meanwhile falls on all alike; medians, and the spread. */

export interface Round {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Figures extends Round {
  /** The slowest and the fastest round. */
  readonly spread: readonly [number, number];
}

export interface RoundOptions {
  readonly connections: number;
  readonly ms: number;
}

/** Runs `act` on all connections for a round; each call does `units` of work. */
export async function runRound(
  { connections, ms }: RoundOptions,
  units: number,
  act: (connection: number) => Promise<unknown>,
): Promise<Round> {
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      while (performance.now() - start < ms) {
        const before = performance.now();
        await act(connection);
        times.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number(times[Math.floor(times.length * share)]!.toFixed(2));
  return { perSecond: Math.round((times.length * units) / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** The first turn warms up and is left out. */
export async function takeTurns<Kind extends string>(
  rounds: number,
  kinds: Readonly<Partial<Record<Kind, () => Promise<Round>>>>,
): Promise<Partial<Record<Kind, Figures>>> {
  const all = new Map<Kind, Round[]>();
  for (let turn = 0; turn <= rounds; turn++) {
    for (const kind of Object.keys(kinds) as Kind[]) {
      const round = await kinds[kind]!();
      if (turn > 0) all.set(kind, [...(all.get(kind) ?? []), round]);
    }
  }
  return Object.fromEntries([...all].map(([kind, each]) => [kind, median(each)])) as Partial<
    Record<Kind, Figures>
  >;
}

function median(rounds: readonly Round[]): Figures {
  const sorted = rounds.toSorted((a, b) => a.perSecond - b.perSecond);
  const spread = [sorted[0]!.perSecond, sorted.at(-1)!.perSecond] as const;
  return { ...sorted[Math.floor(sorted.length / 2)]!, spread };
}

export const ratio = (a: Round, b: Round): number => Number((a.perSecond / b.perSecond).toFixed(2));

export function tell(
  name: string,
  figures: Readonly<Partial<Record<string, Figures>>>,
  summary: object,
): void {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ [name]: { ...summary, ...figures } }));
    return;
  }
  console.table(
    Object.fromEntries(
      Object.entries(figures as Record<string, Figures>).map(
        ([kind, { perSecond, spread, p50Ms, p99Ms }]) => [
          kind,
          { '/s': perSecond, 'least–most': spread.join('–'), 'p50 ms': p50Ms, 'p99 ms': p99Ms },
        ],
      ),
    ),
  );
  console.log(JSON.stringify(summary));
}
