/** Whether the files' place serves, asked no oftener than it may have changed: who asks needs no log-in. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Files } from '#libs/platform/files';
import { SETTINGS } from '../tokens.ts';

const ASK_EVERY_MS = 1_000;
/** One that takes longer serves nobody who waits for a file. */
const ANSWER_MS = 2_000;

@Injectable()
export class FilesState {
  readonly #files: Files;
  #last: { readonly askedMs: number; readonly up: Promise<boolean> } | undefined;

  constructor(@Inject(SETTINGS) { files }: { readonly files: Files }) {
    this.#files = files;
  }

  async part() {
    const up = await this.#up();
    const detail = { kind: this.#files.kind };
    return { up, state: up ? 'up' : 'down', lagEvents: null, lagSeconds: null, detail };
  }

  #up(): Promise<boolean> {
    const nowMs = performance.now();
    if (!this.#last || nowMs - this.#last.askedMs >= ASK_EVERY_MS) {
      this.#last = { askedMs: nowMs, up: this.#ask() };
    }
    return this.#last.up;
  }

  #ask(): Promise<boolean> {
    const serves = this.#files.check().then(
      () => true,
      () => false,
    );
    return Promise.race([serves, sleep(ANSWER_MS, false, { ref: false })]);
  }
}
