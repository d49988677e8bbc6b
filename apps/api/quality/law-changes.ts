/** Changes of law: what people send, and which procedures they touch. */
import { dateOf } from '#libs/calendar';
import { LAW_CHANGE_NATURES, lawChangeName, type KnownLawChange, type LawChangeCommand } from '#libs/quality';
import { citingEditions, editionsInForceOn, requestsBehind } from '#libs/read-models';
import { z } from 'zod';
import { shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import type { KindApi, Tools } from './kind.ts';
import { day, longText, wish } from './wishes.ts';

const nature = z.enum(LAW_CHANGE_NATURES);

export const cited = z.object({ procedure: z.string(), edition: z.number().int(), title: z.string() });

const view = z.object({
  number: z.string(),
  nature,
  by: z.string(),
  inForceFrom: z.string(),
  what: z.string(),
  on: z.string(),
  /** Procedures in force that cite it today and not yet what changed it. */
  citing: z.array(cited),
  /** In all agencies. */
  requests: z.array(
    z.object({ id: z.string(), agency: named, procedure: z.string().nullable(), status: z.string() }),
  ),
});

const brief = view.pick({ nature: true, inForceFrom: true, on: true });

export const LAW_CHANGES: KindApi<LawChangeCommand, z.infer<typeof view>> = {
  kind: 'law-change',
  // A union of one.
  wish: z.discriminatedUnion('type', [
    wish('record', { number: shortText, nature, by: shortText, inForceFrom: day, what: longText }),
  ]),
  view,
  brief: {
    view: brief,
    of(body) {
      const { nature: how, inForceFrom, on } = body as KnownLawChange;
      return { nature: how, inForceFrom, on };
    },
  },
  async show({ body }, _id, tools) {
    const law = body as KnownLawChange;
    const requests = await requestsBehind(tools.runtime.pool, 'law', lawChangeName(law));
    return {
      ...law,
      citing: await citingNow(law, tools.runtime),
      requests: requests.map(({ id, agency, status, body: { procedure } }) => ({
        id,
        agency: tools.names.agency(agency),
        procedure,
        status,
      })),
    };
  },
};

export async function citingNow(law: Pick<KnownLawChange, 'number' | 'by'>, runtime: Tools['runtime']) {
  const editions = await editionsInForceOn(runtime.pool, dateOf(runtime.now()));
  return citingEditions(editions, law).map(({ procedure, edition, title }) => ({
    procedure,
    edition,
    title,
  }));
}
