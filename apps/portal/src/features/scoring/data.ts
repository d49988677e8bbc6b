/** What the pages of the yearly scoring read, and the acts they send. */
import { queryOptions } from '@tanstack/react-query';
import {
  scoringSetsMetrics,
  scoringSheetsAct,
  scoringSheetsSheet,
  scoringYearsAct,
  scoringYearsBoard,
  scoringYearsYear,
  scoringYearsYears,
} from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { afterOwnWrite, wrote } from '../../app/own-writes.ts';
import { queryClient } from '../../app/query.ts';

export const SCORING = ['scoring'];
const LOOK_AGAIN_MS = 5_000;

export const yearsQuery = queryOptions({
  queryKey: [...SCORING, 'years'],
  queryFn: () => call(scoringYearsYears({ query: afterOwnWrite() })),
});
export const yearQuery = (year: string) =>
  queryOptions({
    queryKey: [...SCORING, 'year', year],
    queryFn: () => call(scoringYearsYear({ path: { year } })),
    refetchInterval: LOOK_AGAIN_MS,
  });
export const boardQuery = (year: string) =>
  queryOptions({
    queryKey: [...SCORING, 'board', year],
    queryFn: () => call(scoringYearsBoard({ path: { year }, query: afterOwnWrite() })),
    refetchInterval: LOOK_AGAIN_MS,
  });
export const sheetQuery = (year: string, agency: string) =>
  queryOptions({
    queryKey: [...SCORING, 'sheet', year, agency],
    queryFn: () => call(scoringSheetsSheet({ path: { year, agency } })),
  });
export const metricsQuery = queryOptions({
  queryKey: [...SCORING, 'metrics'],
  queryFn: () => call(scoringSetsMetrics()),
  staleTime: Number.POSITIVE_INFINITY,
});

export type YearAct = 'remind' | 'move-end' | 'choose-sample' | 'decide' | 'publish';
export type SheetAct =
  'save' | 'submit' | 'review' | 'verify' | 'adjust' | 'appeal' | 'answer-appeal' | 'amend';

/** The body of each act is checked by the server, field by field. */
export async function actOnYear(year: string, act: YearAct, body: object, key: string): Promise<void> {
  const headers = { 'Idempotency-Key': key };
  wrote(await call<{ position: string }>(scoringYearsAct({ path: { year, act }, headers, body } as never)));
  await queryClient.invalidateQueries({ queryKey: SCORING });
}

export async function actOnSheet(
  where: { readonly year: string; readonly agency: string },
  act: SheetAct,
  body: object,
  key: string,
): Promise<void> {
  const headers = { 'Idempotency-Key': key };
  wrote(
    await call<{ position: string }>(scoringSheetsAct({ path: { ...where, act }, headers, body } as never)),
  );
  await queryClient.invalidateQueries({ queryKey: SCORING });
}
