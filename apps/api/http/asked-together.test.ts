import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AskedTogether } from './asked-together.ts';

interface Read {
  readonly question: string;
  readonly begunAt: number;
  readonly end: (fails: boolean) => void;
}

/** Lets everything that waits for nothing outside go on. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('The same question asked together', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('ask' as const), question: fc.constantFrom('a', 'b') }),
      fc.record({ do: fc.constant('end' as const), which: fc.nat(3), fails: fc.boolean() }),
    ),
    { maxLength: 40 },
  );

  it('is read once at a time, and answered with nothing read before it was asked', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const together = new AskedTogether<Read>();
        const underWay: Read[] = [];
        const answers: Promise<void>[] = [];
        let clock = 0;
        let [begun, asked] = [0, 0];
        const read = (question: string) => (): Promise<Read> =>
          new Promise((resolve, reject) => {
            begun += 1;
            expect(underWay.some((one) => one.question === question)).toBe(false);
            const one: Read = {
              question,
              begunAt: clock++,
              end: (fails) => (fails ? reject(new Error('away')) : resolve(one)),
            };
            underWay.push(one);
          });
        const end = async (which: number, fails: boolean): Promise<void> => {
          const [one] = underWay.splice(which % underWay.length, 1);
          one!.end(fails);
          await settled();
        };
        for (const step of list) {
          if (step.do === 'end') {
            if (underWay.length > 0) await end(step.which, step.fails);
            continue;
          }
          asked += 1;
          const [{ question }, askedAt] = [step, clock++];
          const answer = together.ask(question, read(question));
          answers.push(
            answer.then(
              (one) => {
                expect(one.question).toBe(question);
                expect(one.begunAt).toBeGreaterThan(askedAt);
              },
              (error: unknown) => expect(error).toEqual(new Error('away')),
            ),
          );
          await settled();
        }
        while (underWay.length > 0) await end(0, false);
        await Promise.all(answers);
        expect(begun).toBeLessThanOrEqual(asked);
      }),
    );
  });

  it('is shared by all who wait', async () => {
    const together = new AskedTogether<number>();
    const ends: (() => void)[] = [];
    const read = (): Promise<number> => new Promise((resolve) => void ends.push(() => resolve(ends.length)));
    const first = together.ask('a', read);
    const later = [together.ask('a', read), together.ask('a', read), together.ask('a', read)];
    expect(ends).toHaveLength(1);
    ends[0]!();
    expect(await first).toBe(1);
    await settled();
    expect(ends).toHaveLength(2);
    ends[1]!();
    expect(await Promise.all(later)).toEqual([2, 2, 2]);
  });
});
