import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import * as uuid from 'uuid';
import { commandIdOf, eventIdOf, newStreamId, shardOf, v5 } from './ids.ts';
import { partsOf, positionOf, readPosition, START } from './position.ts';
import { seal, unseal } from './sealing.ts';
import { searchTokensOf, wordsOf } from './search.ts';

const UUID_V5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  it('follow from what they name', () => {
    expect(commandIdOf('an', 'k1')).toBe(commandIdOf('an', 'k1'));
    expect(commandIdOf('an', 'k1')).toMatch(UUID_V5);
    const ids = [
      commandIdOf('an', 'k1'),
      commandIdOf('an', 'k2'),
      commandIdOf('bình', 'k1'),
      commandIdOf('an', 'k1', 0),
      commandIdOf('an', 'k1', 1),
      commandIdOf('an', 'k1,0'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    const stream = newStreamId();
    expect(eventIdOf(stream, ids[0]!, 0)).toMatch(UUID_V5);
    expect(eventIdOf(stream, ids[0]!, 0)).not.toBe(eventIdOf(stream, ids[0]!, 1));
    expect(eventIdOf(stream, ids[0]!, 0)).not.toBe(eventIdOf(newStreamId(), ids[0]!, 0));
  });

  it('are the UUIDs of version 5 that others compute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (name, namespace) => {
        expect(v5(name, namespace)).toBe(uuid.v5(name, namespace));
      }),
    );
  });

  it('put streams opened later behind, and spread them over the shards', () => {
    expect(newStreamId(Date.UTC(2024, 0)) < newStreamId(Date.UTC(2024, 1))).toBe(true);
    const shards = new Set(Array.from({ length: 200 }, () => shardOf(newStreamId(), 8)));
    expect([...shards].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

const parts = fc.record({
  epoch: fc.integer({ min: 0, max: 32_767 }),
  txid: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
  gpos: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String),
});

describe('positions', () => {
  it('are tokens that read back', () => {
    fc.assert(
      fc.property(parts, ({ epoch, txid, gpos }) => {
        const position = positionOf(epoch, txid, gpos);
        expect(partsOf(position)).toEqual({ epoch, txid, gpos });
        expect(readPosition(position)).toBe(position);
      }),
    );
    expect(partsOf(START)).toEqual({ epoch: 0, txid: '0', gpos: '0' });
    expect(readPosition("0'; drop table")).toBeUndefined();
  });

  it('are the same whatever was numbered before', () => {
    const near = fc.constantFrom('0', '7', '18446744073709551615');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(0, 1), near, near), { maxLength: 20 }), (many) => {
        const padded = (n: string, width: number): string => BigInt(n).toString(16).padStart(width, '0');
        for (const [epoch, txid, gpos] of many) {
          const whole = `${padded(String(epoch), 4)}-${padded(txid, 16)}-${padded(gpos, 16)}`;
          expect(positionOf(String(epoch), txid, gpos)).toBe(whole);
        }
      }),
    );
  });

  it('compare as strings as their numbers do', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const [x, y] = [positionOf(a.epoch, a.txid, a.gpos), positionOf(b.epoch, b.txid, b.gpos)];
        const numbers: [bigint, bigint][] = [
          [BigInt(a.epoch), BigInt(b.epoch)],
          [BigInt(a.txid), BigInt(b.txid)],
          [BigInt(a.gpos), BigInt(b.gpos)],
        ];
        const [p, q] = numbers.find(([m, n]) => m !== n) ?? [0n, 0n];
        expect(x < y).toBe(p < q);
      }),
    );
  });
});

describe('words', () => {
  it('are lower-cased and without marks; a number is one word', () => {
    expect(wordsOf('Nguyễn Đình  Ạn')).toEqual(['nguyen', 'dinh', 'an']);
    expect(wordsOf('NGUYỄN ĐÌNH AN'.normalize('NFD'))).toEqual(['nguyen', 'dinh', 'an']);
    expect(wordsOf('Trần-Thị (Bích)')).toEqual(['tran', 'thi', 'bich']);
    expect(wordsOf('+84 (0) 912.345-678')).toEqual(['840912345678']);
    expect(wordsOf('0912 345 678')).toEqual(wordsOf('0912345678'));
    expect(wordsOf(' -.,')).toEqual([]);
  });

  it('become tokens that say nothing without the key', () => {
    const [one, other] = [randomBytes(32), randomBytes(32)];
    expect(searchTokensOf('An an ÀN', one)).toHaveLength(1);
    expect(searchTokensOf('an', one)).toEqual(searchTokensOf('Ân', one));
    expect(searchTokensOf('an', one)).not.toEqual(searchTokensOf('an', other));
  });
});

describe('sealing', () => {
  it('opens with the same key at the same place only, and unaltered', () => {
    const [key, plain] = [randomBytes(32), Buffer.from('Trần Thị Bích')];
    const sealed = seal(key, 'here', plain);
    expect(unseal(key, 'here', sealed)).toEqual(plain);
    expect(() => unseal(key, 'there', sealed)).toThrow('authenticate');
    expect(() => unseal(randomBytes(32), 'here', sealed)).toThrow('authenticate');
    for (let i = 0; i < sealed.length; i++) {
      const altered = Buffer.from(sealed);
      altered[i]! ^= 1;
      expect(() => unseal(key, 'here', altered)).toThrow(/authenticate|known format/);
    }
    expect(() => unseal(key, 'here', Buffer.alloc(0))).toThrow('known format');
  });
});
