export type { ProvinceOptions } from './province.ts';
export { demoProvince } from './province.ts';
export type { DemoAccount } from './special.ts';
export { demoAccounts } from './special.ts';
export { DEMO_PASSWORD, loadDemo } from './load.ts';
