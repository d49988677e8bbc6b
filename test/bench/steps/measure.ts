/** Callers that work without a pause for a while, and how long each call took. */

export interface Figures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** One caller's next piece of work; a caller is asked again until the time is over. */
export type Caller = (index: number) => () => Promise<void>;

export async function measure(callers: number, seconds: number, caller: Caller): Promise<Figures> {
  const times: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  await Promise.all(
    Array.from({ length: callers }, async (_, index) => {
      const act = caller(index);
      while (performance.now() < end) {
        const before = performance.now();
        await act();
        times.push(performance.now() - before);
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  return { perSecond: Math.round(times.length / elapsed), p50Ms: at(0.5), p99Ms: at(0.99) };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
