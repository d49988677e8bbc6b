/** Keyed derivations: who an applicant is without saying it, and the secret printed on a receipt. */
import { createHash, createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { parse, stringify } from 'uuid';

const KEY_BYTES = 32;
/** 16 characters of 30: 78 bits, more than can be guessed through a rate-limited page. */
const SECRET_LENGTH = 16;
const UUID_BYTES = 16;
/** 96 bits: more than can be guessed. */
const SURVEY_MAC_BYTES = 12;
/** 28 bytes as base64url; the last of its characters says two bits. */
const SURVEY_TOKEN = /^[\w-]{37}[AQgw]$/;
/** No 0/O, 1/I/L/U: read aloud and typed from paper. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export interface Secrets {
  /** The same person gets the same id (a UUID), which nobody without the key can compute. */
  subjectOf(idNumber: string): string;
  /** Derived, not stored: a receipt can be printed again. */
  lookupSecretOf(dossier: string): string;
  /** What opens the dossier's survey form, once. Derived, not stored. */
  surveyTokenOf(dossier: string): string;
  /** The dossier a token was made for; undefined: nobody made it here. */
  dossierOfSurvey(token: string): string | undefined;
  /** The stream of the dossier's answers. Without the key nobody can tell whose they are. */
  surveyStreamOf(dossier: string): string;
}

/** @param masterKey 32 bytes or more, kept outside the database. */
export function createSecrets(masterKey: Buffer): Secrets {
  const key = (purpose: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, 'dunghan', purpose, KEY_BYTES)));
  const subjects = key('subject');
  const lookups = key('lookup');
  const surveys = key('survey');
  const surveyMac = (dossier: Uint8Array): Buffer =>
    createHmac('sha256', surveys).update('token').update(dossier).digest().subarray(0, SURVEY_MAC_BYTES);
  return {
    subjectOf(idNumber) {
      const normal = idNumber
        .normalize('NFC')
        .replace(/[\s.-]/g, '')
        .toUpperCase();
      return uuidOf(createHmac('sha256', subjects).update(normal).digest());
    },
    surveyTokenOf(dossier) {
      const bytes = parse(dossier);
      return Buffer.concat([bytes, surveyMac(bytes)]).toString('base64url');
    },
    dossierOfSurvey(token) {
      if (!SURVEY_TOKEN.test(token)) return undefined;
      const bytes = Buffer.from(token, 'base64url');
      const dossier = bytes.subarray(0, UUID_BYTES);
      if (!timingSafeEqual(bytes.subarray(UUID_BYTES), surveyMac(dossier))) return undefined;
      return stringify(dossier);
    },
    surveyStreamOf: (dossier) =>
      uuidOf(createHmac('sha256', surveys).update('stream').update(parse(dossier)).digest()),
    lookupSecretOf(dossier) {
      const bytes = createHmac('sha256', lookups).update(dossier).digest();
      return Array.from(bytes.subarray(0, SECRET_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join(
        '',
      );
    },
  };
}

/** What an event keeps of the secret. */
export const lookupHashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Takes the same time whether the hash is near or far; a wrong shape is a miss. */
export function lookupMatches(secret: string, lookupHash: string): boolean {
  const given = Buffer.from(lookupHashOf(secret.trim().toUpperCase()), 'hex');
  const kept = Buffer.from(lookupHash, 'hex');
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** 16 bytes as a UUID of version 8 (its bits are the product's own). */
function uuidOf(hash: Buffer): string {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
