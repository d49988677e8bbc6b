export { shippedEditions } from './shipped.ts';
