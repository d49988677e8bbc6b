export { PROVINCE } from './places.ts';
export type { ProvinceOptions } from './province.ts';
export { demoProvince } from './province.ts';
export type { DemoAccount } from './special.ts';
export { demoAccounts } from './special.ts';
export { DEMO_PASSWORD, loadDemo } from './load.ts';
export type { DemoSystem } from './systems.ts';
export { demoSystems, demoTarget } from './systems.ts';
