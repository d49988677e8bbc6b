/** What is searched for. It goes in the request's body: a name must not stand in an address or a log. */
import { dossiersSearch } from '../../api-client/sdk.gen.ts';
import type { DossiersSearchData, FoundDossiers } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { afterOwnWrite } from '../../app/own-writes.ts';

export type Wanted = Omit<DossiersSearchData['body'], 'cursor' | 'limit' | 'after'>;
export type Target = '/ho-so/$id' | '/ho-so/$id/dien-lai';

export const find = (wanted: Wanted, limit: number, cursor?: string): Promise<FoundDossiers> =>
  call(dossiersSearch({ body: { ...wanted, limit, ...(cursor && { cursor }), ...afterOwnWrite() } }));
