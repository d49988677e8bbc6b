/** The criteria sets and printed reports that come with the product, by id. Only where they are: reading is the caller's. */

const set = (id: string) => [id, new URL(`./sets/${id}.yaml`, import.meta.url)] as const;
const report = (id: string) => [id, new URL(`./reports/${id}.yaml`, import.meta.url)] as const;

export const SHIPPED_SETS: ReadonlyMap<string, URL> = new Map([
  set('proposed-100'),
  set('bac-giang-2014-printed'),
  set('bac-giang-2014'),
  set('bac-giang-2022'),
  set('tra-vinh-2019'),
  set('qd766'),
]);

export const SHIPPED_REPORTS: ReadonlyMap<string, URL> = new Map([
  report('bac-giang-2014'),
  report('tra-vinh-2019'),
  report('bac-ninh-2021'),
]);
