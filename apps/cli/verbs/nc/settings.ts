/** An agency's settings of detectors and of corrective action: as valid now with every version, or another version from a file. */
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { DONE, Misuse, type Asked, type Asking } from '../../asking.ts';
import { moment, table } from '../dossier/words.ts';

const text = { type: 'string' } as const;
const SETTINGS = '/api/nonconformities/settings';

const inEffect = z.object({
  policy: z.string(),
  enabled: z.boolean(),
  severity: z.string(),
  threshold: z.number().nullable(),
});
const view = z.object({
  agency: z.object({ id: z.string(), name: z.string() }),
  policies: z.array(
    inEffect.extend({
      title: z.string(),
      unit: z.string().nullable(),
      leastThreshold: z.number().nullable(),
    }),
  ),
  terms: z.record(z.string(), z.number()),
  version: z.number(),
  versions: z.array(
    z.object({
      version: z.number(),
      validFrom: z.string().nullable(),
      decidedAt: z.string().nullable(),
      by: z.object({ name: z.string() }).nullable(),
      reason: z.string(),
    }),
  ),
});
type View = z.infer<typeof view>;
const recorded = z.object({ version: z.number() });
const session = z.object({ agency: z.object({ id: z.string() }) });

export const settings: Asking = {
  usage: `dunghan nc settings [--agency AGENCY] [--user USER] [--json]
  dunghan nc settings --file FILE.yaml|FILE.json|- --reason TEXT [--from MOMENT] [--agency AGENCY] [--key IDEMPOTENCY-KEY]
  (tệp là cả phiên bản mới, điều không nêu thì như kèm theo phần mềm:
   settings: {step-late: {enabled: true, severity: major, threshold: 480}}, terms: {approval: 4})`,
  words: [0, 0],
  options: { agency: text, file: text, reason: text, from: text, key: text },
  async run(asked) {
    const { client, io, json, text: option } = asked;
    const agency = option('agency') ?? session.parse(await client.get('/api/session')).agency.id;
    const file = option('file');
    if (file === undefined) {
      if (['reason', 'from'].some((name) => option(name) !== undefined))
        throw new Misuse('--reason và --from đi cùng --file');
      const reply = await client.get(`${SETTINGS}?agency=${encodeURIComponent(agency)}`);
      if (json) io.out(JSON.stringify(reply));
      else for (const line of linesOf(view.parse(reply))) io.out(line);
      return DONE;
    }
    const body = { ...(await versionIn(file, asked)), agency, ...decisionIn(asked) };
    const reply = await client.put(SETTINGS, body, option('key'));
    io.out(json ? JSON.stringify(reply) : `Đã ghi phiên bản ${recorded.parse(reply).version} (${agency})`);
    return DONE;
  },
};

const PARTS = ['settings', 'terms'];

/** What a version says; whether it is sound is the API's to tell. */
async function versionIn(file: string, { io }: Asked): Promise<object> {
  const read = yamlOf(file, await io.readFile(file));
  const isObject = typeof read === 'object' && read !== null && !Array.isArray(read);
  if (!isObject) throw new Misuse(`${file}: cần một đối tượng có settings, terms`);
  const strange = Object.keys(read).filter((name) => !PARTS.includes(name));
  if (strange.length > 0) throw new Misuse(`${file}: không rõ ${strange.join(', ')}; chỉ có settings, terms`);
  return { settings: {}, ...read };
}

function yamlOf(file: string, source: string): unknown {
  try {
    return parse(source);
  } catch (error) {
    if (error instanceof YAMLParseError) throw new Misuse(`${file}: ${error.message}`);
    throw error;
  }
}

function decisionIn({ text: option }: Asked): object {
  const [reason, from] = [option('reason'), option('from')];
  if (reason === undefined) throw new Misuse('thiếu --reason');
  return { reason, ...(from !== undefined && { validFrom: from }) };
}

function linesOf({ agency, policies, terms, version, versions }: View): string[] {
  const ofPolicies = policies.map(({ policy, title, enabled, severity, threshold, unit, leastThreshold }) => [
    policy,
    enabled ? 'có' : 'không',
    severity,
    threshold === null ? '' : `> ${threshold} ${unit ?? ''} (ít nhất ${leastThreshold ?? threshold})`,
    title,
  ]);
  const ofVersions = versions.map((one) => [
    one.version === version ? `${one.version} *` : String(one.version),
    one.validFrom === null ? 'kèm theo phần mềm' : moment(one.validFrom),
    one.by?.name ?? '',
    one.reason,
  ]);
  return [
    `${agency.name}: phiên bản ${version}`,
    '',
    ...table([['Quy tắc', 'Phát hiện', 'Mức', 'Ngưỡng', 'Nội dung'], ...ofPolicies]),
    '',
    ...table([['Thời hạn', 'Số'], ...Object.entries(terms).map(([name, value]) => [name, String(value)])]),
    '',
    ...table([['Phiên bản', 'Từ', 'Người quyết định', 'Lý do'], ...ofVersions]),
  ];
}
