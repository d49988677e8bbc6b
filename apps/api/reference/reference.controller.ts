/** Names behind the codes that pages show: one-stop forms, roles, agencies. */
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CIRCULARS, ROLES } from '#libs/procedure';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { named } from '../http/named.ts';
import { RUNTIME } from '../tokens.ts';

const reference = z
  .object({
    roles: z.array(named),
    /** `tt03-2025/control-sheet` and so on. */
    forms: z.array(named.extend({ number: z.string() })),
    agencies: z.array(named),
  })
  .meta({ id: 'Reference' });

@ApiTags('reference')
@Controller('api/reference')
export class ReferenceController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @ApiOkResponse({ standardSchema: reference })
  async reference(): Promise<z.infer<typeof reference>> {
    const { agencies } = await this.runtime.organisation();
    return {
      roles: Object.entries(ROLES).map(([id, { name }]) => ({ id, name })),
      forms: Object.entries(CIRCULARS).flatMap(([circular, forms]) =>
        Object.entries(forms).map(([form, words]) => ({ id: `${circular}/${form}`, ...words })),
      ),
      agencies: [...agencies.values()].map(({ id, name }) => ({ id, name })),
    };
  }
}
