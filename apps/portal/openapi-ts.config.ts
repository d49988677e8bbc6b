/** The client is generated from the API's document; never write it by hand. */
import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: './docs/openapi.json',
  output: { path: process.env['DUNGHAN_CLIENT'] ?? 'apps/portal/src/api-client' },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
});
