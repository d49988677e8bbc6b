/** Something known by an id, with the name people use. */
import { z } from 'zod';

export const named = z.object({ id: z.string(), name: z.string() });
export type Named = z.infer<typeof named>;
