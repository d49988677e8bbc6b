/** What the routes of substitutions take and answer. */
import { z } from 'zod';
import { instant, reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';

export const arrangeBody = z.strictObject({
  officer: shortText,
  substitute: shortText,
  from: instant,
  to: instant,
  /** The decision it rests on, or the reason. */
  reason,
});
export type ArrangeBody = z.infer<typeof arrangeBody>;

const substitution = z.object({
  id: z.string(),
  officer: named,
  substitute: named,
  from: z.iso.datetime(),
  /** Just before it. */
  to: z.iso.datetime(),
  reason: z.string(),
  state: z.enum(['coming', 'in-force', 'over', 'called-off']),
  mayEnd: z.boolean(),
});
export type SubstitutionView = z.infer<typeof substitution>;

export const substitutionList = z
  .object({ substitutions: z.array(substitution) })
  .meta({ id: 'Substitutions' });

/** The agency's people, with whether the one who asks may arrange for them. */
export const peopleView = z
  .object({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        title: z.string(),
        unit: z.string(),
        mayBeReplaced: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Colleagues' });
