/** What the calendar reads. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { forShowRead, qualityDuties } from '../../../api-client/sdk.gen.ts';
import type { QualityDuties } from '../../../api-client/types.gen.ts';
import { call } from '../../../app/api.ts';
import { QUALITY } from '../shell/index.ts';

export type Duty = QualityDuties['duties'][number];

export const useDuties = (year: number, agency: string | undefined) =>
  useQuery({
    queryKey: [QUALITY, 'duties', year, agency],
    queryFn: () => call(qualityDuties({ query: { year, ...(agency !== undefined && { agency }) } })),
    placeholderData: keepPreviousData,
  });

export const useForShow = (year: number, agency: string) =>
  useQuery({
    queryKey: [QUALITY, 'for-show', year, agency],
    queryFn: () => call(forShowRead({ query: { year, agency } })),
  });

export const isLate = ({ state }: Duty): boolean => state === 'late';
export const isDone = ({ done }: Duty): boolean => done !== null;
/** 1 to 12 */
export const monthOf = ({ due }: Duty): number => Number(due.slice(5, 7));
