/** What the pages of the quality system read, and how they send what was decided. */
import { useQuery } from '@tanstack/react-query';
import {
  qualityAct,
  qualityDetail,
  qualityList,
  qualityOpen,
  qualityOpening,
} from '../../../api-client/sdk.gen.ts';
import type { QualityListData, QualityReply } from '../../../api-client/types.gen.ts';
import { call } from '../../../app/api.ts';
import { afterOwnWrite, wrote } from '../../../app/own-writes.ts';
import { queryClient } from '../../../app/query.ts';
import type { Kind, RecordOf, RowOf } from './kind.ts';

/** Every read of the quality system's records begins with it. */
export const QUALITY = 'quality';

type Asked = Omit<QualityListData['query'], 'after' | 'cursor'>;

export const readList = (asked: Asked, cursor?: string) =>
  call(qualityList({ query: { ...asked, ...(cursor !== undefined && { cursor }), ...afterOwnWrite() } }));

const WHOLE_PAGE = 200;
const MOST_PAGES = 5;

/** All records of a kind in a state, the latest thousand where there are more. */
export async function everyRecord<K extends Kind>(
  asked: Omit<Asked, 'limit' | 'kind'> & { readonly kind: K },
): Promise<readonly RowOf<K>[]> {
  const rows: RowOf<K>[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await readList({ ...asked, limit: WHOLE_PAGE }, cursor);
    rows.push(...(answer.rows as RowOf<K>[]));
    if (answer.next === null) break;
    cursor = answer.next;
  }
  return rows;
}

export const useRecord = <K extends Kind>(id: string) =>
  useQuery({
    queryKey: [QUALITY, 'record', id],
    queryFn: async () => (await call(qualityDetail({ path: { id } }))) as RecordOf<K>,
  });

export const useOpening = (kind: Kind, agency: string) =>
  useQuery({
    queryKey: [QUALITY, 'opening', kind, agency],
    queryFn: () => call(qualityOpening({ query: { kind, agency } })),
  });

interface Command {
  readonly type: string;
}

const withKey = (key: string) => ({ headers: { 'Idempotency-Key': key } });

export const open = async (kind: Kind, agency: string, command: Command, key: string) =>
  recorded(await call(qualityOpen({ body: { kind, agency, command: { ...command } }, ...withKey(key) })));

export const act = async (id: string, command: Command, key: string) =>
  recorded(await call(qualityAct({ path: { id }, body: { command: { ...command } }, ...withKey(key) })));

function recorded(reply: QualityReply): QualityReply {
  wrote(reply);
  void queryClient.invalidateQueries({ queryKey: [QUALITY] });
  return reply;
}
