/** The keys that heads are signed with: Ed25519, in PEM. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/** Hexadecimal digits of a key's id. */
const ID_LENGTH = 16;
const PEM_BLOCK = /-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----/g;

/** The beginning of the SHA-256 of the public key's DER: short enough to be read out over a telephone. */
export function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, ID_LENGTH);
}

export const newSealKey = (): string =>
  String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));

export const publicPem = (publicKey: KeyObject): string =>
  String(publicKey.export({ type: 'spki', format: 'pem' }));

/** The first private key signs. Throws where there is none. */
export function signingKey(pem: string): KeyObject {
  const block = blocksOf(pem).find((text) => text.includes('PRIVATE KEY'));
  if (block === undefined) throw new Error('no private key in PEM');
  return ed25519(createPrivateKey(block));
}

/** The public keys of all keys in a PEM text, private or public: those that succeeded each other may stand together. */
export function sealKeysOf(...pems: readonly string[]): ReadonlyMap<string, KeyObject> {
  const keys = pems.flatMap(blocksOf).map((block) => ed25519(createPublicKey(block)));
  return new Map(keys.map((key) => [keyIdOf(key), key]));
}

const blocksOf = (pem: string): string[] => [...pem.matchAll(PEM_BLOCK)].map(([block]) => block);

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`an Ed25519 key is needed, not ${key.asymmetricKeyType}`);
  return key;
}
