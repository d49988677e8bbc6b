/** Prints the OpenAPI document. Nothing is started: the document follows from the controllers alone. */
import { folderFiles } from '#libs/platform/files';
import type { Runtime } from '#libs/runtime';
import { createApp } from './app.ts';
import { openApiOf } from './openapi.ts';

const app = await createApp(
  {} as Runtime,
  { files: folderFiles(''), demo: false, projectorShards: 1 },
  false,
);
process.stdout.write(`${JSON.stringify(openApiOf(app), null, 2)}\n`);
