import { hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Frontier, inclusionPath, leafHash, nodeHash, rootByPath, splitOf } from './merkle.ts';

/** The tree that Certificate Transparency's implementations are all tried on. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leaf = (n: number): Buffer => leafHash(hash('sha256', String(n), 'buffer'));

/** The definition, word for word (RFC 9162, 2.1.1). */
function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const split = splitOf(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

describe('the Merkle tree', () => {
  it('has the known roots', () => {
    const tree = new Frontier();
    const roots = [
      tree.root(),
      ...LEAVES.map((hex) => (tree.push(leafHash(Buffer.from(hex, 'hex'))), tree.root())),
    ];
    expect(roots.map((root) => root.toString('hex'))).toEqual(ROOTS);
  });

  it('grows to the root that the definition gives, and says which subtrees are full', () => {
    const tree = new Frontier();
    const leaves: Buffer[] = [];
    for (let n = 0; n < 70; n++) {
      leaves.push(leaf(n));
      tree.push(leaf(n), 0, ({ level, index, hash: root }) => {
        const span = 2 ** level;
        expect(root).toEqual(rootOf(leaves.slice(index * span, (index + 1) * span)));
      });
      expect(tree.root()).toEqual(rootOf(leaves));
    }
  });

  it('goes on from the roots of full subtrees', () => {
    const whole = new Frontier();
    for (let n = 0; n < 21; n++) whole.push(leaf(n));
    const rest = new Frontier();
    const span = (from: number, to: number) =>
      rootOf(Array.from({ length: to - from }, (_, i) => leaf(from + i)));
    rest.push(span(0, 16), 4);
    rest.push(span(16, 20), 2);
    rest.push(leaf(20));
    expect([rest.size, rest.root()]).toEqual([21, whole.root()]);
    expect(() => rest.push(span(0, 2), 1)).toThrow(RangeError);
  });

  it('proves each leaf in its place, and nothing else', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 80 }),
      fc.nat(),
      fc.nat(),
      async (size, a, b) => {
        const leaves = Array.from({ length: size }, (_, n) => leaf(n));
        const root = rootOf(leaves);
        const index = a % size;
        const path = await inclusionPath(index, size, (start, count) =>
          Promise.resolve(rootOf(leaves.slice(start, start + count))),
        );
        expect(rootByPath(leaf(index), index, size, path)).toEqual(root);
        expect(rootByPath(leaf(index + 1), index, size, path)).not.toEqual(root);
        const elsewhere = (index + 1 + (b % size)) % (size + 1);
        expect(rootByPath(leaf(index), elsewhere, size, path)).not.toEqual(root);
        expect(rootByPath(leaf(index), index, size, [...path, root])).toBeUndefined();
        expect(rootByPath(leaf(index), index, size + 2 ** 8, path.slice(1))).not.toEqual(root);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});
