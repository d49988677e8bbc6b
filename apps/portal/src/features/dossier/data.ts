/** What a dossier's page reads. */
import { queryOptions } from '@tanstack/react-query';
import { dossiersShow, dossiersTimeline, proceduresShow } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';

export const dossierQuery = (id: string) =>
  queryOptions({ queryKey: ['dossier', id], queryFn: () => call(dossiersShow({ path: { id } })) });

export const timelineQuery = (id: string) =>
  queryOptions({ queryKey: ['timeline', id], queryFn: () => call(dossiersTimeline({ path: { id } })) });

export const editionQuery = (code: string, edition: number) =>
  queryOptions({
    queryKey: ['edition', code, edition],
    queryFn: () => call(proceduresShow({ path: { code, edition } })),
  });
