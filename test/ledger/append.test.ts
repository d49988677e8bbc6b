import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalJson,
  eventIdOf,
  MAX_COMMANDS_PER_CALL,
  MAX_EVENTS_PER_COMMAND,
  newStreamId,
  requestHashOf,
  type AppendRequest,
} from '#libs/ledger';
import { event, NOON, recorded, request, testLedger, type TestLedger } from './support.ts';

let t: TestLedger;
beforeAll(async () => (t = await testLedger()));
afterAll(() => t.stop());

describe('append', () => {
  it('records a command and gives back what was recorded', async () => {
    const body = { bước: 'B3', ghi: 'Thẩm định "hồ sơ"\n\\ \u0000', số: [1.5, -0, 1e21], không: null };
    const first = request({
      events: [event(body), event({ n: 2 }, { type: 'StepAssigned', imported: true })],
    });
    const result = recorded(await t.ledger.append(first));
    expect(result).toMatchObject({ streamId: first.streamId, from: 1, to: 2 });

    const [one, two] = await t.ledger.load(first.streamId);
    expect(one).toMatchObject({
      streamId: first.streamId,
      kind: 'dossier',
      version: 1,
      commandId: first.commandId,
      type: 'StepCompleted',
      schemaVersion: 1,
      occurredAt: NOON,
      imported: false,
      eventId: eventIdOf(first.streamId, first.commandId, 0),
      actorRef: first.events[0]!.actorRef,
      body: { ...body, số: [1.5, 0, 1e21] },
    });
    expect(two).toMatchObject({ version: 2, type: 'StepAssigned', imported: true, body: { n: 2 } });
    expect(two!.position).toBe(result.position);
    expect(two!.hash).toBe(result.hash);
    expect(two!.recordedAt).toBe(result.recordedAt);
    expect(one!.position < two!.position).toBe(true);
  });

  it('loads a part of a stream', async () => {
    const opened = request({ events: [1, 2, 3, 4].map((n) => event({ n })) });
    await t.ledger.append(opened);
    const versions = async (range: object) =>
      (await t.ledger.load(opened.streamId, range)).map(({ version }) => version);
    expect(await versions({ from: 3 })).toEqual([3, 4]);
    expect(await versions({ to: 2 })).toEqual([1, 2]);
    expect(await t.ledger.load(newStreamId())).toEqual([]);
  });

  it('refuses an append on another version, and says at which the stream is', async () => {
    const opened = request({ events: [event(), event()] });
    await t.ledger.append(opened);
    for (const expectedVersion of [0, 1, 3]) {
      const late = request({ streamId: opened.streamId, expectedVersion });
      expect(await t.ledger.append(late)).toEqual({ status: 'conflict', version: 2 });
      expect(await t.ledger.findCommand(late.commandId)).toBeUndefined();
    }
    expect(await t.ledger.append(request({ expectedVersion: 1 }))).toEqual({
      status: 'conflict',
      version: 0,
    });
  });

  it('answers a repeated command as the first time, even with other events or another stream', async () => {
    const first = request();
    const reply = recorded(await t.ledger.append(first));
    await t.ledger.append(request({ streamId: first.streamId, expectedVersion: 1 }));
    const again = { ...first, streamId: newStreamId(), events: [event({ other: true })] };
    for (const repetition of [first, again]) {
      expect(await t.ledger.append(repetition)).toEqual({ ...reply, status: 'repeated' });
    }
    expect(await t.ledger.load(again.streamId)).toEqual([]);
  });

  it('refuses another request under the same command id', async () => {
    const first = request();
    await t.ledger.append(first);
    const other = { ...first, expectedVersion: 1, requestHash: requestHashOf('other') };
    expect(await t.ledger.append(other)).toEqual({ status: 'other-request' });
  });

  it('makes one stream of a command that arrives 16 times at once under different stream ids', async () => {
    for (let round = 0; round < 10; round++) {
      const commandId = randomUUID();
      const results = await Promise.all(
        Array.from({ length: 16 }, () => t.ledger.append(request({ commandId }))),
      );
      expect(results.filter(({ status }) => status === 'recorded')).toHaveLength(1);
      expect(results.filter(({ status }) => status === 'repeated')).toHaveLength(15);
      expect(new Set(results.map((r) => 'streamId' in r && r.streamId)).size).toBe(1);
    }
  });

  it('tells a command that two writers bring to the same stream at once from a conflict', async () => {
    const opened = request();
    await t.ledger.append(opened);
    const same = request({ streamId: opened.streamId, expectedVersion: 1 });
    const statuses = await Promise.all(Array.from({ length: 16 }, () => t.ledger.append(same)));
    expect(statuses.filter(({ status }) => status === 'recorded')).toHaveLength(1);
    expect(statuses.filter(({ status }) => status === 'repeated')).toHaveLength(15);
  });

  it('lets one of 16 writers win each version', async () => {
    const VERSIONS = 60;
    const { streamId } = request();
    const winners = await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        let won = 0;
        for (let version = 0; version < VERSIONS;) {
          const result = await t.ledger.append(
            request({ streamId, expectedVersion: version, events: [event({ writer })] }),
          );
          if (result.status === 'recorded') won += 1;
          version = result.status === 'conflict' ? result.version : version + 1;
        }
        return won;
      }),
    );
    expect(winners.reduce((sum, won) => sum + won)).toBe(VERSIONS);
    const events = await t.ledger.load(streamId);
    expect(events.map(({ version }) => version)).toEqual(Array.from({ length: VERSIONS }, (_, i) => i + 1));
    expect((await t.ledger.verifyStream(streamId)).findings).toEqual([]);
  });

  it('never lets the recorded time of a stream run back', async () => {
    const opened = request();
    await t.ledger.append(opened);
    const future = '2999-01-01T00:00:00.000Z';
    await t.admin.query(`begin; set local session_replication_role = replica;
      update ledger.stream set recorded_at = '${future}' where stream_id = '${opened.streamId}'; commit`);
    const next = recorded(await t.ledger.append(request({ streamId: opened.streamId, expectedVersion: 1 })));
    expect(next.recordedAt).toBe(future);
  });

  it('keeps the kind of a stream', async () => {
    const opened = request();
    await t.ledger.append(opened);
    const other = request({ streamId: opened.streamId, kind: 'edition', expectedVersion: 1 });
    await expect(t.ledger.append(other)).rejects.toMatchObject({ code: 'DH002' });
  });

  it('takes no command without events, with too many, or with what JSON cannot carry', async () => {
    const tooMany = Array.from({ length: MAX_EVENTS_PER_COMMAND + 1 }, () => event());
    await expect(t.ledger.append(request({ events: [] }))).rejects.toThrow(RangeError);
    await expect(t.ledger.append(request({ events: tooMany }))).rejects.toThrow(RangeError);
    await expect(t.ledger.append(request({ events: [event(Number.NaN)] }))).rejects.toThrow(TypeError);
  });
});

describe('an actor', () => {
  const actorsOf = async (streamId: string) =>
    (
      await t.admin.query<{ id: string | null; text: string | null; known: string | null }>(
        `select e.actor_id as id, e.actor_ref as text, a.ref as known
         from ledger.event e left join ledger.actor a on a.id = e.actor_id
         where stream_id = $1 order by stream_seq`,
        [streamId],
      )
    ).rows;

  it('is kept once for all its events, but for who acts once', async () => {
    const officer = { kind: 'officer', id: randomUUID(), role: 'specialist' } as const;
    const applicant = { kind: 'applicant', id: randomUUID() } as const;
    const events = [officer, officer, applicant, officer].map((actorRef) => event({}, { actorRef }));
    const { streamId } = recorded(await t.ledger.append(request({ events })));
    const kept = await actorsOf(streamId);
    expect(new Set([0, 1, 3].map((at) => kept[at]!.id)).size).toBe(1);
    expect(kept[0]).toMatchObject({ text: null, known: canonicalJson(officer) });
    expect(kept[2]).toMatchObject({
      id: null,
      text: JSON.stringify({ id: applicant.id, kind: 'applicant' }),
    });
    expect((await t.ledger.load(streamId)).map(({ actorRef }) => actorRef)).toEqual(
      [officer, officer, applicant, officer].map((actorRef) => actorRef),
    );
    expect((await t.ledger.verifyStream(streamId)).findings).toEqual([]);
  });

  it('that the database no longer knows is put on record again', async () => {
    const actorRef = { kind: 'officer', id: randomUUID() } as const;
    recorded(await t.ledger.append(request({ events: [event({}, { actorRef })] })));
    await t.admin.query(`begin; set local session_replication_role = replica;
      delete from ledger.actor where ref like '%${actorRef.id}%'; commit`);
    const two = [request({ events: [event({}, { actorRef })] }), request()];
    for (const result of await t.ledger.appendMany(two)) {
      expect((await t.ledger.verifyStream(recorded(result).streamId)).findings).toEqual([]);
    }
  });
});

describe('loadForCommand', () => {
  it('finds the stream and the command in one question', async () => {
    const first = request({ events: [event({ n: 1 }), event({ n: 2 })] });
    expect(await t.ledger.loadForCommand(first.streamId, first.commandId)).toEqual({ events: [] });
    await t.ledger.append(first);
    const { streamId, commandId, requestHash } = first;
    const command = { commandId, streamId, from: 1, to: 2, requestHash: requestHash.toString('hex') };
    const events = await t.ledger.load(streamId);
    expect(await t.ledger.loadForCommand(streamId, commandId)).toEqual({ command, events });
    expect(await t.ledger.loadForCommand(streamId, commandId, 2)).toEqual({
      command,
      events: events.slice(1),
    });
    expect(await t.ledger.loadForCommand(streamId, randomUUID())).toEqual({ events });
    expect(await t.ledger.loadForCommand(newStreamId(), commandId)).toEqual({ command, events: [] });
    expect(await t.ledger.findCommand(commandId)).toEqual(command);
  });
});

/** As a call takes them: by stream, the commands on one stream in their order. Or what belongs to each of them. */
function inOrderOfStreams<Each = AppendRequest>(
  requests: readonly AppendRequest[],
  each: readonly Each[] = requests as readonly Each[],
): readonly Each[] {
  const order = [...requests.keys()].sort((a, b) =>
    requests[a]!.streamId < requests[b]!.streamId
      ? -1
      : requests[a]!.streamId > requests[b]!.streamId
        ? 1
        : a - b,
  );
  return order.map((at) => each[at]!);
}

describe('appendMany', () => {
  it('answers for each command by itself, in order', async () => {
    const opened = request();
    await t.ledger.append(opened);
    const onOne = newStreamId();
    const requests = [
      request({ events: [event({ n: 1 }), event({ n: 2 })] }),
      request({ streamId: opened.streamId, expectedVersion: 0 }),
      request({ streamId: onOne }),
      opened,
      request({ streamId: onOne, expectedVersion: 1 }),
      { ...opened, requestHash: requestHashOf('other') },
    ];
    const results = await t.ledger.appendMany(requests);
    expect(results.map(({ status }) => status)).toEqual([
      'recorded',
      'conflict',
      'recorded',
      'repeated',
      'recorded',
      'other-request',
    ]);
    expect(results[0]).toMatchObject({ streamId: requests[0]!.streamId, from: 1, to: 2 });
    expect((await t.ledger.verifyAll()).findings.filter(({ streamId }) => streamId === onOne)).toEqual([]);
    const tooMany = Array.from({ length: MAX_COMMANDS_PER_CALL + 1 }, () => request());
    await expect(t.ledger.appendMany(tooMany)).rejects.toThrow(RangeError);
  });

  it('comes to what one append after the other comes to', async () => {
    const other = await testLedger(2);
    const command = fc.record({
      stream: fc.nat(3),
      expected: fc.nat(2),
      events: fc.integer({ min: 1, max: 2 }),
      id: fc.nat(40),
      personal: fc.nat(3).map((n) => n === 0),
    });
    const calls = fc.array(fc.array(command, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(calls, async (groups) => {
        const streams = Array.from({ length: 4 }, () => newStreamId());
        const ids = Array.from({ length: 41 }, () => randomUUID());
        const subject = randomUUID();
        for (const group of groups) {
          const requests = group.map(({ stream, expected, events, id, personal }) =>
            request({
              streamId: streams[stream]!,
              expectedVersion: expected,
              commandId: ids[id]!,
              events: Array.from({ length: events }, (_, n) =>
                event({ n }, personal ? { pii: { subject, data: { n }, search: [`tên ${n}`] } } : {}),
              ),
            }),
          );
          const together = await t.ledger.appendMany(requests);
          const apart = [];
          for (const one of inOrderOfStreams(requests)) apart.push(await other.ledger.append(one));
          const statuses = (results: readonly { status: string }[]) => results.map(({ status }) => status);
          expect(statuses(inOrderOfStreams(requests, together))).toEqual(statuses(apart));
        }
        for (const streamId of streams) {
          const plain = async ({ ledger }: TestLedger) =>
            (await ledger.load(streamId)).map(({ version, type, commandId, body, piiSubject }) => ({
              version,
              type,
              commandId,
              body,
              piiSubject,
            }));
          expect(await plain(t)).toEqual(await plain(other));
          expect(
            (await t.ledger.verifyStream(streamId)).findings.filter(({ code }) => code !== 'events-missing'),
          ).toEqual([]);
        }
      }),
      { numRuns: 12 },
    );
    await other.stop();
  });

  it('does not trip over other calls that touch the same streams in another order', async () => {
    const streams = Array.from({ length: 20 }, () => newStreamId());
    const call = (order: readonly string[]) =>
      t.ledger.appendMany(order.map((streamId) => request({ streamId })));
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, () => call(streams)),
      ...Array.from({ length: 8 }, () => call(streams.toReversed())),
    ]);
    expect(answers.flat().filter(({ status }) => status === 'recorded')).toHaveLength(streams.length);
  });
});
