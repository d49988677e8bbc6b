/** A kept file on its way to a reader: to be saved, never shown as a page of ours. */
import type { RecordedEvent } from '#libs/ledger';
import type { FastifyReply } from 'fastify';
import { notFound } from '../http/problem.ts';
import type { FileStore } from './file-store.ts';

type Files = Pick<FileStore, 'open'>;

/** 404 when it is not kept. */
export async function sendFile(reply: FastifyReply, files: Files, hash: string): Promise<void> {
  const file = await files.open(hash);
  if (!file) throw notFound();
  await reply
    .header('content-type', file.mediaType)
    .header('content-length', file.bytes)
    .header('content-disposition', 'attachment')
    .header('x-content-type-options', 'nosniff')
    .send(file.stream);
}

/** Only what one of the stream's events names; anything else is 404. */
export async function sendAttached(
  reply: FastifyReply,
  files: Files,
  hash: string,
  events: readonly RecordedEvent[],
): Promise<void> {
  if (!events.some(({ body }) => JSON.stringify(body).includes(`"sha256":"${hash}"`))) throw notFound();
  await sendFile(reply, files, hash);
}
