/** From a layout to the bytes of a PDF, in a thread of its own: a page takes long enough to keep other requests waiting. */
import { Worker } from 'node:worker_threads';
import type { Layout } from './types.ts';

const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './render-worker.ts' : './render-worker.js',
  import.meta.url,
);
/** A register of a thousand dossiers needs a fifth of it. */
const LARGEST_HEAP_MB = 512;

export type Rendered =
  { readonly id: number; readonly pdf: Uint8Array } | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let last = 0;

/** One at a time, in the order asked. The same layout gives the same bytes. */
export function renderPdf(layout: Layout): Promise<Buffer> {
  worker ??= start();
  const thread = worker;
  thread.ref();
  const id = ++last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    thread.postMessage({ id, layout });
  });
}

function start(): Worker {
  const thread = new Worker(WORKER, { resourceLimits: { maxOldGenerationSizeMb: LARGEST_HEAP_MB } });
  thread.on('message', (rendered: Rendered) => {
    const asked = waiting.get(rendered.id);
    waiting.delete(rendered.id);
    if (waiting.size === 0) thread.unref();
    if ('error' in rendered) asked?.reject(new Error(rendered.error));
    else asked?.resolve(Buffer.from(rendered.pdf));
  });
  thread.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  thread.on('exit', (code) => end(new Error(`the renderer ended with ${code}`)));
  return thread;
}

/** The next sheet gets a new thread. */
function end(error: Error): void {
  worker = undefined;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}
