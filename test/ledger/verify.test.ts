import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyEvidence, type Evidence, type FindingCode } from '#libs/ledger';
import { event, recorded, request, testLedger, type TestLedger } from './support.ts';

let t: TestLedger;
let a: string;
let b: string;
let subject: string;
beforeAll(async () => (t = await testLedger()));
afterAll(() => t.stop());
beforeEach(async () => {
  subject = randomUUID();
  const pii = { subject, data: { name: 'Trần Thị Bích' }, search: ['Trần Thị Bích'] };
  const [one, two] = [
    request({ events: [event({ n: 1 }, { pii }), event({ n: 2 })] }),
    request({ events: [event({ n: 9 }), event({ n: 2 })] }),
  ];
  [a, b] = [one.streamId, two.streamId];
  for (const each of [one, two]) recorded(await t.ledger.append(each));
  for (const expectedVersion of [2, 3, 4]) {
    recorded(
      await t.ledger.append(
        request({ streamId: a, expectedVersion, events: [event({ n: expectedVersion })] }),
      ),
    );
  }
});

/** As somebody who has the whole server in their hands. */
const tamper = (sql: string) =>
  t.admin.query(`begin; set local session_replication_role = replica; ${sql}; commit`);

const codesOf = async (streamId: string): Promise<Set<FindingCode>> =>
  new Set((await t.ledger.verifyStream(streamId)).findings.map(({ code }) => code));

const REHASH = `update ledger.event set body = convert_to('{"n":7}', 'UTF8'), event_hash = sha256(body)`;
const at = (version: number) => `where stream_id = '${a}' and stream_seq = ${version}`;

describe('verification', () => {
  it('finds nothing in an untouched ledger', async () => {
    expect(await t.ledger.verifyStream(a)).toEqual({ streams: 1, events: 5, findings: [] });
  });

  const tamperings: readonly [string, () => string, FindingCode][] = [
    [
      'a flipped bit of a body',
      () => `update ledger.event set body = set_bit(body, 40, 1 - get_bit(body, 40)) ${at(3)}`,
      'hash-differs',
    ],
    [
      'a body that is no text any more',
      () => `update ledger.event set body = '\\xff' ${at(3)}`,
      'hash-differs',
    ],
    ['another type', () => `update ledger.event set type = 'StepReturned' ${at(2)}`, 'hash-differs'],
    ['another actor', () => `update ledger.event set actor_ref = '{}' ${at(2)}`, 'hash-differs'],
    [
      'an event given to another actor',
      () => `update ledger.event set actor_id = null, actor_ref = '{}' ${at(2)}`,
      'hash-differs',
    ],
    ['an actor made another', () => `update ledger.actor set ref = '{}'`, 'hash-differs'],
    ['an actor removed', () => `delete from ledger.actor`, 'hash-differs'],
    [
      'another moment',
      () => `update ledger.event set occurred_at = occurred_at - interval '1 ms' ${at(2)}`,
      'hash-differs',
    ],
    [
      'an earlier recording',
      () => `update ledger.event set recorded_at = recorded_at - interval '1 day' ${at(3)}`,
      'time-runs-back',
    ],
    [
      'another place in the order',
      () => `update ledger.event set gpos = gpos + 100000 ${at(3)}`,
      'hash-differs',
    ],
    [
      'another command',
      () => `update ledger.event set command_id = gen_random_uuid() ${at(1)}`,
      'hash-differs',
    ],
    ['an event marked as imported', () => `update ledger.event set imported = true ${at(1)}`, 'hash-differs'],
    ['a deleted event in the middle', () => `delete from ledger.event ${at(3)}`, 'version-gap'],
    [
      'a deleted event in the middle, the rest moved up',
      () =>
        `delete from ledger.event ${at(3)}; update ledger.event set stream_seq = 3 ${at(4)}; update ledger.event set stream_seq = 4 ${at(5)}`,
      'hash-differs',
    ],
    ['a deleted last event', () => `delete from ledger.event ${at(5)}`, 'head-differs'],
    ['a deleted first event', () => `delete from ledger.event ${at(1)}`, 'version-gap'],
    [
      'two events that changed places',
      () =>
        `update ledger.event set stream_seq = 99 ${at(2)}; update ledger.event set stream_seq = 2 ${at(3)}; update ledger.event set stream_seq = 3 ${at(99)}`,
      'hash-differs',
    ],
    [
      'bodies swapped between streams',
      () =>
        `update ledger.event e set body = o.body from ledger.event o where e.stream_seq = 1 and o.stream_seq = 1 and (e.stream_id, o.stream_id) in (('${a}', '${b}'), ('${b}', '${a}'))`,
      'hash-differs',
    ],
    ['one row rehashed', () => `${REHASH} ${at(3)}`, 'hash-differs'],
    ['the last row rehashed', () => `${REHASH} ${at(5)}`, 'head-differs'],
    [
      'an inserted event',
      () =>
        `insert into ledger.event select (json_populate_record(e, '{"stream_seq":6}')).* from ledger.event e ${at(5)}`,
      'hash-differs',
    ],
    [
      'a head that was changed',
      () => `update ledger.stream set head_hash = sha256('') where stream_id = '${a}'`,
      'head-differs',
    ],
    [
      'a kind that was changed',
      () => `update ledger.stream set kind = 'edition' where stream_id = '${a}'`,
      'hash-differs',
    ],
    [
      'a stream without its head',
      () => `delete from ledger.stream where stream_id = '${a}'`,
      'stream-missing',
    ],
    [
      'a stream without its events',
      () => `delete from ledger.event where stream_id = '${a}'`,
      'events-missing',
    ],
    [
      'other personal data',
      () => `update ledger.pii set sealed = '\\x01' where stream_id = '${a}'`,
      'pii-differs',
    ],
    [
      'personal data removed without an erasure',
      () => `delete from ledger.pii where stream_id = '${a}'`,
      'pii-missing',
    ],
  ];

  it.each(tamperings)('finds %s', async (_, sql, code) => {
    await tamper(sql());
    expect(await codesOf(a)).toContain(code);
    const all = (await t.ledger.verifyAll()).findings.filter(({ streamId }) => streamId === a);
    expect(new Set(all.map((finding) => finding.code))).toContain(code);
  });

  it('finds personal data that belong to no event', async () => {
    await tamper(`insert into ledger.pii values ('${a}', 77, '${subject}', '\\x01')`);
    expect((await t.ledger.verifyAll()).findings).toContainEqual({
      streamId: a,
      version: 77,
      code: 'pii-without-event',
    });
  });

  it('says where, and goes on behind it', async () => {
    await tamper(`update ledger.event set type = 'X' where stream_id = '${a}' and stream_seq in (2, 4)`);
    const { events, findings } = await t.ledger.verifyStream(a);
    expect(events).toBe(5);
    expect(findings).toEqual([2, 4].map((version) => ({ streamId: a, version, code: 'hash-differs' })));
  });

  it('checks only streams that moved since a moment, each from its start', async () => {
    const last = (await t.ledger.load(b)).at(-1)!.recordedAt;
    const next = recorded(await t.ledger.append(request({ streamId: a, expectedVersion: 5 })));
    await tamper(`update ledger.event set type = 'X' ${at(1)}`);
    const result = await t.ledger.verifyAll({ since: next.recordedAt });
    expect(result.findings).toEqual([{ streamId: a, version: 1, code: 'hash-differs' }]);
    expect(next.recordedAt >= last).toBe(true);
  });

  it('raises no false alarm while others append', async () => {
    const streamId = request().streamId;
    const done = new AbortController();
    const writers = (async () => {
      for (let expectedVersion = 0; !done.signal.aborted; expectedVersion++) {
        await t.ledger.appendMany([request({ streamId, expectedVersion }), request(), request()]);
      }
    })();
    for (let i = 0; i < 10; i++) {
      expect((await t.ledger.verifyStream(b)).findings).toEqual([]);
      const { findings } = await t.ledger.verifyAll();
      expect(findings.filter((finding) => finding.streamId === streamId)).toEqual([]);
    }
    done.abort();
    await writers;
  });
});

/** A file's JSON before anyone has looked at it. */
interface Changeable {
  format?: string;
  headHash: string;
  events: Record<string, unknown>[];
}

describe('evidence', () => {
  const exported = async (): Promise<Evidence> =>
    JSON.parse(JSON.stringify(await t.ledger.exportEvidence(a))) as Evidence;

  it('proves itself without a server, before and after an erasure, and holds no personal data', async () => {
    const evidence = await exported();
    expect(verifyEvidence(evidence)).toEqual([]);
    expect(JSON.stringify(evidence)).not.toContain('Bích');
    await t.ledger.eraseSubject(subject);
    expect(await exported()).toEqual(evidence);
    expect(await t.ledger.exportEvidence(randomUUID())).toBeUndefined();
  });

  it('is found out when anything in it was changed', async () => {
    const evidence = await exported();
    const changed = (edit: (copy: Changeable) => void) => {
      const copy = structuredClone(evidence) as unknown as Changeable;
      edit(copy);
      return verifyEvidence(copy).map(({ code }) => code);
    };
    for (const field of Object.keys(evidence.events[1]!)) {
      const other = { version: 7, schemaVersion: 7, imported: true, body: { n: 3 }, actorRef: {} }[field];
      const codes = changed((copy) => {
        const value = copy.events[1]![field];
        copy.events[1]![field] =
          other ??
          (typeof value === 'string' ? value.replace(/.(?=.?$)/, (c) => (c === '1' ? '2' : '1')) : value);
      });
      expect([field, codes.length > 0]).toEqual([field, true]);
    }
    expect(changed((copy) => copy.events.pop())).toEqual(['head-differs']);
    expect(changed((copy) => copy.events.shift())).toContain('version-gap');
    expect(changed((copy) => (copy.events = copy.events.toReversed()))).toContain('version-gap');
    expect(changed((copy) => (copy.headHash = '0'.repeat(64)))).toEqual(['head-differs']);
    expect(changed((copy) => delete copy.format)).toEqual(['not-evidence']);
    expect(verifyEvidence(null)).toMatchObject([{ code: 'not-evidence' }]);
  });
});
