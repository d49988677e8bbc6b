/** What people ask of a province's year, over HTTP, many at once. */
import type { Pool } from 'pg';
import { processorMs } from './memory.ts';

const PASSWORD = 'dunghan-demo';
const CALLERS = 16;
const WARM_MS = 4_000;
const MEASURED_MS = 10_000;
/** Asked one after the other, for what one of them takes of a processor. */
const ALONE = 200;
const SAMPLE = 400;
const PEOPLE = 100;
const VIETNAM_AHEAD_MS = 7 * 3_600_000;

export interface Asked {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
  /** With nobody else asking. */
  readonly aloneMs: number;
  /** Of a processor, for one answer. */
  readonly apiMs: number;
  readonly postgresMs: number;
}

type Ask = (path: string, body?: object) => Promise<string>;

/** By what is asked; each alone, with CALLERS callers, after they warmed it up. */
export async function askAll(
  base: string,
  admin: Pool,
  apiPid: number,
): Promise<Readonly<Record<string, Asked>>> {
  const sample = await sampled(admin);
  const year = new Date().getFullYear();
  const [director, committee] = [await logIn(base, 'giamdoc.khcn'), await logIn(base, 'banchidao')];
  const people = await applicantsOf(sample.ids, director);
  const any = (values: readonly string[]): string => values[Math.floor(Math.random() * values.length)]!;
  // A month begins at midnight in Vietnam.
  const month = (): string => {
    const first = Math.floor(Math.random() * 10);
    const start = (index: number): string => new Date(Date.UTC(year, index) - VIETNAM_AHEAD_MS).toISOString();
    return `from=${start(first)}&to=${start(first + 1)}`;
  };
  const kinds: Readonly<Record<string, () => Promise<unknown>>> = {
    lateBoard: () => director(`/api/late?by=${any(['unit', 'officer', 'procedure', 'step'])}`),
    dossierPage: () => director(`/api/dossiers/${any(sample.ids)}`),
    reportAgencyMonth: () => committee(`/api/figures?by=agency&${month()}`),
    searchByCode: () => director('/api/dossiers/search', { code: any(sample.codes) }),
    searchByApplicant: () => director('/api/dossiers/search', { applicant: any(people) }),
    searchLate: () => director('/api/dossiers/search', { status: 'open', late: true }),
  };
  const answers: Record<string, Asked> = {};
  for (const [kind, ask] of Object.entries(kinds)) {
    await asked(ask, WARM_MS);
    answers[kind] = { ...(await asked(ask, MEASURED_MS)), ...(await alone(ask, admin, apiPid)) };
  }
  return answers;
}

async function alone(ask: () => Promise<unknown>, admin: Pool, apiPid: number) {
  const { rows } = await admin.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'dunghan-api'`,
  );
  const taken = (): number => rows.reduce((sum, { pid }) => sum + processorMs(pid), 0);
  const [api, postgres, start] = [processorMs(apiPid), taken(), performance.now()];
  for (let count = 0; count < ALONE; count++) await ask();
  const each = (ms: number): number => Number((ms / ALONE).toFixed(1));
  return {
    aloneMs: each(performance.now() - start),
    apiMs: each(processorMs(apiPid) - api),
    postgresMs: each(taken() - postgres),
  };
}

async function asked(ask: () => Promise<unknown>, ms: number) {
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (performance.now() - start < ms) {
        const before = performance.now();
        await ask();
        times.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Math.round(times[Math.floor(times.length * share)]!);
  return { p50Ms: at(0.5), p95Ms: at(0.95), perSecond: Math.round(times.length / seconds) };
}

/** Codes and dossiers of the agency whose director asks. */
async function sampled(admin: Pool) {
  const { rows } = await admin.query<{ id: string; code: string }>(
    `select id, code from read.dossier tablesample system (5)
     where agency = 'skhcn' and code is not null limit ${SAMPLE}`,
  );
  if (rows.length === 0) throw new Error('no dossier of skhcn is in the sample');
  return { ids: rows.map(({ id }) => id), codes: rows.map(({ code }) => code) };
}

/** Their numbers and their names, as whoever may see the dossiers reads them; each of them is found. */
async function applicantsOf(dossiers: readonly string[], ask: Ask): Promise<readonly string[]> {
  const words: string[] = [];
  for (const id of dossiers.slice(0, PEOPLE)) {
    const { applicant } = JSON.parse(await ask(`/api/dossiers/${id}`)) as {
      applicant: { name: string; idNumber: string };
    };
    words.push(applicant.idNumber, applicant.name);
  }
  for (const applicant of words) {
    const { total } = JSON.parse(await ask('/api/dossiers/search', { applicant })) as { total: number };
    if (total === 0) throw new Error('an applicant of the sample is not found');
  }
  return words;
}

async function logIn(base: string, username: string): Promise<Ask> {
  const send = async (path: string, body: object | undefined, token?: string): Promise<string> => {
    const response = await fetch(`${base}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
    return text;
  };
  const { token } = JSON.parse(await send('/api/session', { username, password: PASSWORD })) as {
    token: string;
  };
  return async (path, body) => send(path, body, token);
}
