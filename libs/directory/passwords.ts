/** Passwords: argon2id by OWASP's figures; verified off the event loop, and no more at once than memory allows. */
import argon2 from 'argon2';

/** OWASP Password Storage: 19 MiB, two passes, one lane. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST = 10;
/** Longer is no password but an attempt to keep the server busy. */
const LONGEST = 128;
/** Verifications under way; past it the caller is told to come back (64 × 19 MiB would be 1.2 GiB if all ran, libuv runs four). */
const MOST_PENDING = 64;

export type PasswordFault =
  'password-too-short' | 'password-too-long' | 'password-unchanged' | 'password-is-username';

let pending = 0;
let noAccount: Promise<string> | undefined;

export async function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, COST);
}

export function busy(): boolean {
  return pending >= MOST_PENDING;
}

/** With `hash` null (no such account) it takes as long and fails, so that the time tells nothing. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  if (password.length > LONGEST) return false;
  pending += 1;
  try {
    noAccount ??= hashPassword('nobody has this one');
    const matches = await argon2.verify(hash ?? (await noAccount), password);
    return matches && hash !== null;
  } finally {
    pending -= 1;
  }
}

/** What is wrong with a password newly chosen, or null. */
export function passwordFault(password: string, was: string | null, username: string): PasswordFault | null {
  if (password.length < SHORTEST) return 'password-too-short';
  if (password.length > LONGEST) return 'password-too-long';
  if (password === was) return 'password-unchanged';
  if (password.toLowerCase() === username) return 'password-is-username';
  return null;
}
