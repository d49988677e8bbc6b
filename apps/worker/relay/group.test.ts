import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#libs/ledger';
import { messagesOf } from './group.ts';

const event = (streamId: string, version: number, type: string, body: object = {}, kind = 'dossier') =>
  ({ streamId, version, type, body, kind, hash: `${streamId}${version}` }) as unknown as RecordedEvent;

const received = (stream: string) => event(stream, 1, 'DossierReceived', { procedure: 'QT.01', edition: 3 });

describe('a batch of the ledger as messages to workflows', () => {
  it('has one message per dossier, its events in order, and none for other streams', () => {
    const messages = messagesOf([
      received('a'),
      event('o', 7, 'OfficerAppointed', {}, 'organisation'),
      received('b'),
      event('a', 2, 'StepAssigned'),
    ]);
    expect(messages.map(({ stream, told }) => [stream, told.map(({ version }) => version)])).toEqual([
      ['a', [1, 2]],
      ['b', [1]],
    ]);
    expect(messages[0]).toMatchObject({ opens: true, closes: false, procedure: 'QT.01', edition: 3 });
  });

  it('tells what it cannot know without the beginning', () => {
    const [message] = messagesOf([event('a', 5, 'StepAssigned'), event('a', 6, 'DossierWithdrawn')]);
    expect(message).toMatchObject({ opens: false, closes: true, procedure: null, edition: null });
  });

  it('leaves the events out of a message too large, and says how far the stream is', () => {
    const large = event('a', 2, 'StepCompleted', { results: ['x'.repeat(300_000)] });
    const [message] = messagesOf([received('a'), large]);
    expect(message?.told).toEqual([{ version: 2, hash: 'a2' }]);
  });
});
