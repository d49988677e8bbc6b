import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gatheredAppend } from './gather.ts';
import { MAX_COMMANDS_PER_CALL, type AppendRequest, type AppendResult } from './types.ts';

const request = (commandId: string, events = 1): AppendRequest => ({
  streamId: commandId,
  kind: 'test',
  expectedVersion: 0,
  commandId,
  requestHash: Buffer.alloc(32),
  events: Array.from({ length: events }, () => ({}) as AppendRequest['events'][number]),
});
const answerTo = ({ streamId }: AppendRequest): AppendResult =>
  ({ status: 'recorded', streamId }) as AppendResult;
const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('gathered appends', () => {
  it('answer each its own, go in the order they came, and never over the bounds of a call', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(250), { minLength: 1, maxLength: 300 }), async (sizes) => {
        const sent: string[] = [];
        const groups: number[] = [];
        const append = gatheredAppend(
          async (one) => {
            sent.push(one.commandId);
            await later();
            return answerTo(one);
          },
          async (many) => {
            groups.push(many.length);
            sent.push(...many.map(({ commandId }) => commandId));
            await later();
            return many.map(answerTo);
          },
        );
        const asked = sizes.map((events, place) => request(String(place), events + 1));
        const answers = await Promise.all(asked.map(append));
        expect(answers).toEqual(asked.map(answerTo));
        expect(sent).toEqual(asked.map(({ commandId }) => commandId));
        expect(Math.max(0, ...groups)).toBeLessThanOrEqual(MAX_COMMANDS_PER_CALL);
      }),
      { numRuns: 30 },
    );
  });

  it('are held back by no call that waits for somebody', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const append = gatheredAppend(
      async (one) => {
        if (one.commandId === 'held') await held;
        return answerTo(one);
      },
      async (many) => many.map(answerTo),
    );
    const first = append(request('held'));
    const others = await Promise.all(['a', 'b', 'c'].map((id) => append(request(id))));
    expect(others).toHaveLength(3);
    letGo();
    expect(await first).toEqual(answerTo(request('held')));
  });

  it('tell of a fault only the one at fault', async () => {
    const one = async (asked: AppendRequest): Promise<AppendResult> => {
      await later();
      if (asked.commandId === 'bad') throw new Error('at fault');
      return answerTo(asked);
    };
    const append = gatheredAppend(one, async (many) => {
      await later();
      if (many.some(({ commandId }) => commandId === 'bad')) throw new Error('one of them is at fault');
      return many.map(answerTo);
    });
    const results = await Promise.allSettled(
      ['a', 'b', 'c', 'bad', 'd', 'e'].map((id) => append(request(id))),
    );
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });
});
