/** Risks and opportunities: what people send, and what they are shown. */
import { levelOf, RISK_SOURCES, type Risk, type RiskCommand } from '#libs/quality';
import { z } from 'zod';
import { reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import type { KindApi } from './kind.ts';
import { day, longText, wish } from './wishes.ts';

const degree = z.literal([1, 2, 3, 4, 5]);
const found = {
  nature: z.enum(['risk', 'opportunity']),
  title: shortText,
  description: longText,
  source: z.enum(RISK_SOURCES),
  ref: shortText.nullable().default(null),
  procedure: shortText.nullable().default(null),
  likelihood: degree,
  impact: degree,
};
const hands = { owner: shortText, reviewOn: day };

const view = z.object({
  nature: z.enum(['risk', 'opportunity']),
  description: z.string(),
  source: z.enum(RISK_SOURCES),
  ref: z.string().nullable(),
  procedure: z.string().nullable(),
  likelihood: z.number().int(),
  impact: z.number().int(),
  /** Likelihood × impact. */
  level: z.number().int(),
  reviewOn: z.string().nullable(),
  actions: z.array(
    z.object({
      what: z.string(),
      by: z.string(),
      done: z.string().nullable(),
      result: z.string().nullable(),
    }),
  ),
  assessments: z.array(
    z.object({
      on: z.string(),
      likelihood: z.number().int(),
      impact: z.number().int(),
      level: z.number().int(),
      note: z.string(),
      by: named,
    }),
  ),
});

const brief = view.pick({
  nature: true,
  likelihood: true,
  impact: true,
  level: true,
  source: true,
  procedure: true,
  reviewOn: true,
});

export const RISKS: KindApi<RiskCommand, z.infer<typeof view>> = {
  kind: 'risk',
  wish: z.discriminatedUnion('type', [
    wish('propose', found),
    wish('register', { ...found, ...hands }),
    wish('accept', hands),
    wish('dismiss', { reason }),
    wish('plan', { what: longText, by: day }),
    wish('complete', { action: z.number().int().min(0), result: longText }),
    wish('assess', { likelihood: degree, impact: degree, note: longText, reviewOn: day }),
    wish('hand-over', { owner: shortText, reason }),
    wish('close', { reason }),
  ]),
  view,
  brief: {
    view: brief,
    of(body) {
      const { nature, likelihood, impact, source, procedure, reviewOn } = body as Risk;
      return {
        nature,
        likelihood,
        impact,
        level: levelOf({ likelihood, impact }),
        source,
        procedure,
        reviewOn,
      };
    },
  },
  show({ body }, _id, { names }) {
    const { title: _title, owner: _owner, status: _status, actions, assessments, ...risk } = body as Risk;
    return {
      ...risk,
      level: levelOf(risk),
      actions: [...actions],
      assessments: assessments.map(({ by, ...one }) => ({
        ...one,
        level: levelOf(one),
        by: names.officer(by),
      })),
    };
  },
};
