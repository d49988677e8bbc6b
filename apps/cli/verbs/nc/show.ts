import { DONE, type Asking } from '../../asking.ts';
import { moment, table } from '../dossier/words.ts';
import { detail, ncId, page, type NcDetailReply, type NcReply } from './replies.ts';

const text = { type: 'string' } as const;

const placeOf = ({ procedure, step }: NcReply): string =>
  [procedure?.code, step].filter(Boolean).join(' ') || '—';

export const list: Asking = {
  usage:
    'dunghan nc list [--tab mine|open|late|verifying|closed|dismissed] [--agency AGENCY] [--user USER] [--json]',
  words: [0, 0],
  options: { tab: text, agency: text },
  async run({ client, io, json, text: option }) {
    const query = new URLSearchParams({ limit: '200' });
    for (const name of ['tab', 'agency']) {
      const value = option(name);
      if (value !== undefined) query.set(name, value);
    }
    const reply = await client.get(`/api/nonconformities?${query}`);
    if (json) {
      io.out(JSON.stringify(reply));
      return DONE;
    }
    const { rows, total } = page.parse(reply);
    const lines = rows.map((row) => [
      `${row.code}/${row.year}`,
      row.title,
      placeOf(row),
      row.severity,
      String(row.occurrences),
      row.owner?.name ?? '—',
      row.stage ?? row.status,
      row.clock.dueAt === null ? '—' : moment(row.clock.dueAt),
    ]);
    const head = ['Số', 'Loại', 'Ở đâu', 'Mức', 'Lần', 'Chủ trì', 'Giai đoạn', 'Hạn'];
    for (const line of table([head, ...lines])) io.out(line);
    io.out(`${total} điểm không phù hợp`);
    return DONE;
  },
};

export const show: Asking = {
  usage: 'dunghan nc show KPH-0031/2026|ID [--agency AGENCY] [--user USER] [--json]',
  words: [1, 1],
  options: { agency: text },
  async run({ client, io, words, json, text: option }) {
    const id = await ncId(client, words[0]!, option('agency'));
    const reply = await client.get(`/api/nonconformities/${id}`);
    if (json) {
      io.out(JSON.stringify(reply));
      return DONE;
    }
    const nc = detail.parse(reply);
    for (const line of [...headOf(nc), ...effectOf(nc), '', ...historyOf(nc)]) io.out(line);
    if (nc.allowed.length > 0) io.out(`\nĐược làm: ${nc.allowed.join(', ')}`);
    return DONE;
  },
};

const headOf = (nc: NcDetailReply): string[] => [
  `${nc.code}/${nc.year}  ${nc.title} (${nc.severity})`,
  `${nc.agency.name} · ${placeOf(nc)}${nc.clause === null ? '' : ` · ${nc.clause}`}`,
  `Chủ trì: ${nc.owner?.name ?? 'chưa chỉ định'} · ${nc.stage ?? nc.status}${
    nc.clock.dueAt === null ? '' : ` · hạn ${moment(nc.clock.dueAt)}`
  }`,
  `${nc.occurrences} lần`,
  ...(nc.description === '' ? [] : [nc.description]),
];

const percent = (share: number): string => `${(share * 100).toFixed(1).replace('.', ',')}%`;

function effectOf({ effect }: NcDetailReply): string[] {
  if (effect.now === null) return [];
  return (['before', 'after'] as const).map((name) => {
    const { dossiers, share } = effect.now![name];
    const words = share
      ? `${percent(share.share)} (n=${dossiers}; ${percent(share.low)} đến ${percent(share.high)})`
      : 'không có hồ sơ';
    return `${name === 'before' ? 'Trước' : 'Sau'}: ${words}`;
  });
}

const historyOf = ({ history }: NcDetailReply): string[] =>
  table([
    ['#', 'Lúc', 'Sự kiện', 'Ai', 'Nội dung'],
    ...history.map(({ version, type, at, by, words }) => [
      String(version),
      moment(at),
      type,
      by.name,
      words ?? '',
    ]),
  ]);
