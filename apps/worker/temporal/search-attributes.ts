/** Registers what dossiers are found by. Needed before the first workflow task: an unknown attribute fails it. */
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes.js';
import { isGrpcServiceError } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '#workflows';

const ALREADY_EXISTS = 6;
/** Where operators keep the attributes by other means (a cloud), or where there is no list of them. */
const UNIMPLEMENTED = 12;

/** Tolerates those that are there; one of the same name and another type is refused by the server, and thrown. */
export async function registerSearchAttributes(
  { operatorService }: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<void> {
  const known = await unless([UNIMPLEMENTED], operatorService.listSearchAttributes({ namespace }));
  const there = known?.customAttributes ?? {};
  const missing = Object.values(SEARCH_ATTRIBUTES).filter(({ name }) => !(name in there));
  if (missing.length === 0) return;
  const types = missing.map(({ name, type }) => [name, encodeSearchAttributeIndexedValueType(type)]);
  const searchAttributes = Object.fromEntries(types) as Record<string, number>;
  await unless(
    [ALREADY_EXISTS, UNIMPLEMENTED],
    operatorService.addSearchAttributes({ namespace, searchAttributes }),
  );
}

async function unless<T>(codes: readonly number[], answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isGrpcServiceError(error) && codes.includes(error.code)) return undefined;
    throw error;
  }
}
