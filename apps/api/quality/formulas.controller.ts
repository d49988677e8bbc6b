/** What an objective may be measured by. */
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { COMMON_FORMULAS, DIRECTIONS } from '#libs/quality';
import { KNOWN_METRICS } from '#libs/scoring';
import { z } from 'zod';

const objectiveFormulas = z
  .object({
    common: z.array(
      z.object({
        title: z.string(),
        formula: z.string(),
        unit: z.string(),
        direction: z.enum(DIRECTIONS),
      }),
    ),
    /** The names that a formula may use. */
    metrics: z.array(z.object({ name: z.string(), title: z.string(), unit: z.string() })),
  })
  .meta({ id: 'ObjectiveFormulas' });

@ApiTags('quality')
@Controller('api/quality')
export class ObjectiveFormulasController {
  @Get('objective-formulas')
  @ApiOkResponse({ standardSchema: objectiveFormulas })
  read() {
    return {
      common: [...COMMON_FORMULAS],
      metrics: Object.entries(KNOWN_METRICS).map(([name, { title, unit }]) => ({ name, title, unit })),
    };
  }
}
