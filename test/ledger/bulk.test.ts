import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { newStreamId, type RecordedEvent, type StreamHistory } from '#libs/ledger';
import { event, recorded, request, testLedger, type TestLedger } from './support.ts';

const FORBIDDEN = '42501';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.stop());

/** Two commands, of two events and of one; personal data with the first and the last. */
function history(subject: string = randomUUID(), streamId = newStreamId()): StreamHistory {
  const applicant = { subject, data: { name: 'Đỗ Ạnh Tuyết' }, search: ['Đỗ Ạnh Tuyết', '0999'] };
  const words = { subject, data: { reason: 'Bổ sung "giấy tờ"\n' } };
  const received = event({ nội: 'dung', n: [1, 2.5] }, { type: 'DossierReceived', pii: applicant });
  return [
    request({ streamId, events: [received, event({}, { imported: true })] }),
    request({ streamId, expectedVersion: 2, events: [event({ last: true }, { pii: words })] }),
  ];
}

/** Without what two recordings of the same never share: place, time, ciphertext. */
const plain = (recording: RecordedEvent): object => ({
  ...recording,
  position: '',
  recordedAt: '',
  hash: '',
  piiHash: '',
});

describe('a bulk load', () => {
  it('leaves what appending the same would have left', async () => {
    const loaded = history();
    expect(await t.ledger.loader(t.owner).load([loaded])).toEqual({
      streams: 1,
      events: 3,
      repeated: 0,
      erased: 0,
    });
    const { streamId, commandId, requestHash, events } = loaded[0]!;
    const subject = events[0]!.pii!.subject;
    const other = await testLedger(2);
    try {
      for (const one of loaded) recorded(await other.ledger.append(one));
      const [here, there] = await Promise.all([t.ledger.load(streamId), other.ledger.load(streamId)]);
      expect(here.map(plain)).toEqual(there.map(plain));
      expect(await t.ledger.findCommand(commandId)).toEqual(await other.ledger.findCommand(commandId));
      expect(await t.ledger.readPii([subject])).toEqual(await other.ledger.readPii([subject]));
    } finally {
      await other.stop();
    }
    expect(await t.ledger.findSubjectsByWords('tuyet anh 0999')).toContain(subject);
    expect(await t.ledger.verifyStream(streamId)).toEqual({ streams: 1, events: 3, findings: [] });
    // The application goes on where the load ended.
    expect((await t.ledger.append(loaded[0]!)).status).toBe('repeated');
    const next = recorded(await t.ledger.append(request({ streamId, expectedVersion: 3 })));
    expect(next.to).toBe(4);
    expect(requestHash).toHaveLength(32);
  });

  it('passes over what is there and whoever was erased, and takes the rest', async () => {
    const [there, gone, fresh] = [history(), history(), history()];
    const loader = t.ledger.loader(t.owner);
    await loader.load([there]);
    await t.ledger.eraseSubject(gone[0]!.events[0]!.pii!.subject);
    const answer = await t.another().loader(t.owner).load([there, gone, fresh]);
    expect(answer).toEqual({ streams: 1, events: 3, repeated: 1, erased: 1 });
    expect(await t.ledger.load(gone[0]!.streamId)).toEqual([]);
    expect(await t.ledger.load(fresh[0]!.streamId)).toHaveLength(3);
  });

  it('beside appends is read in one order by everybody, and verifies', async () => {
    const before = await t.ledger.headPosition();
    const histories = Array.from({ length: 60 }, () => history());
    const loader = t.ledger.loader(t.owner);
    await Promise.all([
      ...[0, 20, 40].map((from) => loader.load(histories.slice(from, from + 20))),
      ...Array.from({ length: 30 }, () => t.ledger.append(request())),
    ]);
    await t.settled();
    const { events } = await t.ledger.readAfter(before, { limit: 1_000 });
    expect(events).toHaveLength(60 * 3 + 30);
    expect((await t.ledger.verifyAll()).findings).toEqual([]);
  });

  it('of one stream twice at the same moment happens once', async () => {
    const one = history();
    const answers = await Promise.all([1, 2].map(() => t.ledger.loader(t.owner).load([one])));
    expect(answers.reduce((sum, { streams }) => sum + streams, 0)).toBe(1);
    expect(await t.ledger.verifyStream(one[0]!.streamId)).toMatchObject({ events: 3, findings: [] });
  });

  it('is refused to the application, which may only append', async () => {
    const one = history();
    await expect(t.ledger.loader(t.app).load([one])).rejects.toMatchObject({ code: FORBIDDEN });
    expect(await t.ledger.load(one[0]!.streamId)).toEqual([]);
  });

  it('takes whole histories only', async () => {
    const [first, second] = history();
    await expect(t.ledger.loader(t.owner).load([[second!]])).rejects.toThrow(RangeError);
    await expect(t.ledger.loader(t.owner).load([[first!, first!]])).rejects.toThrow(RangeError);
  });
});
