/** Who may take up an open step, and how much each of them has already: what a supervisor chooses from. */
import type { Instant } from '#libs/calendar';
import { officersAbleTo } from '#libs/organisation';
import { lateBoard } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { named } from '../http/named.ts';
import { notFound } from '../http/problem.ts';
import type { ReadDossier } from './reader.ts';

export const candidates = z
  .object({
    candidates: z.array(
      z.object({
        officer: named,
        title: z.string(),
        onBehalfOf: named.nullable(),
        /** Steps of this unit that are theirs now. */
        holding: z.number().int(),
        late: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'Candidates' });

/** Refused with 404 when the step is not open. */
export async function candidatesFor(
  runtime: Runtime,
  { state }: ReadDossier,
  step: string,
  now: Instant,
): Promise<z.infer<typeof candidates>> {
  const open = 'open' in state ? state.open.find((other) => other.step === step) : undefined;
  if (!open) throw notFound();
  const organisation = await runtime.organisation();
  const { groups } = await lateBoard(runtime.pool, {
    scope: {
      agencies: [],
      units: [open.unit],
    },
    by: 'officer',
    now,
    soonUntil: now,
    limit: 1,
  });
  const load = new Map(groups.map((group) => [group.key, group]));
  const name = (id: string) => ({ id, name: organisation.officers.get(id)?.name ?? id });
  return {
    candidates: officersAbleTo(organisation, open, now).map(({ officer, onBehalfOf }) => ({
      officer: { id: officer.id, name: officer.name },
      title: officer.title,
      onBehalfOf: onBehalfOf === undefined ? null : name(onBehalfOf),
      holding: load.get(officer.id)?.open ?? 0,
      late: load.get(officer.id)?.late ?? 0,
    })),
  };
}
