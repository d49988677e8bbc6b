export { copyFiles, FileUnsound, type Copied } from './copy.ts';
export { FilesAway, type Files, type FoundFile } from './files.ts';
export { folderFiles } from './folder.ts';
export { checkPlace, openFiles } from './open.ts';
export { s3Files } from './s3.ts';
export type { S3Settings } from './s3-client.ts';
export { FileTooLarge, spooling, sweepSpool, type Spooled } from './spool.ts';
