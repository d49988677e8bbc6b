/** Records that are kept: what people send, and what they are shown. */
import { ARCHIVE_CLASSES, FATES, keptUntil, type Archive, type ArchiveCommand } from '#libs/quality';
import { z } from 'zod';
import { fileRef, files, reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { keptFile } from './documents.ts';
import type { KindApi } from './kind.ts';
import { day, wish } from './wishes.ts';

const MAX_YEARS = 100;
const years = z.number().int().min(1).max(MAX_YEARS);
const fate = z.enum(FATES);
const archiveClass = z.enum(ARCHIVE_CLASSES);

const view = z.object({
  archiveClass,
  procedure: z.string().nullable(),
  closedOn: z.string(),
  place: z.string(),
  years: z.number().int(),
  fate,
  keptUntil: z.string(),
  files: z.array(fileRef),
  proposed: z.object({ by: named, on: z.string(), note: z.string() }).nullable(),
  disposed: z.object({ by: named, on: z.string(), fate }).nullable(),
});
const brief = view.pick({ archiveClass: true, place: true, keptUntil: true, fate: true });

export const ARCHIVES: KindApi<ArchiveCommand, z.infer<typeof view>> = {
  kind: 'archive',
  wish: z.discriminatedUnion('type', [
    wish('keep', {
      title: shortText,
      archiveClass,
      procedure: shortText.nullable().default(null),
      closedOn: day,
      place: shortText,
      years,
      fate,
      files,
      owner: shortText,
    }),
    wish('move', { place: shortText, reason }),
    wish('extend', { years, reason }),
    wish('propose', { note: z.string().trim().max(4_000).default('') }),
    wish('approve', {}),
    wish('reject', { reason }),
    wish('hand-over', { owner: shortText, reason }),
  ]),
  view,
  brief: {
    view: brief,
    of(body) {
      const archive = body as Archive;
      const { archiveClass: of, place, fate: then } = archive;
      return { archiveClass: of, place, keptUntil: keptUntil(archive), fate: then };
    },
  },
  async complete(asked, _record, _agency, tools) {
    if (asked.type !== 'keep') return asked;
    return { ...asked, files: await Promise.all(asked.files.map((file) => keptFile(file, tools))) };
  },
  show({ body }, _id, { names }) {
    const archive = body as Archive;
    const { title: _title, owner: _owner, status: _status, proposed, disposed, ...rest } = archive;
    return {
      ...rest,
      files: [...rest.files],
      keptUntil: keptUntil(archive),
      proposed: proposed && { ...proposed, by: names.officer(proposed.by) },
      disposed: disposed && { ...disposed, by: names.officer(disposed.by) },
    };
  },
};
