/** Three entries: the officers' portal, and the citizens' pages without Ant Design: the look-up, and lists without script. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const outDir = process.env['DUNGHAN_PORTAL'] ?? join(here, '../../dist/apps/portal');
const api = process.env['DUNGHAN_API'] ?? 'http://127.0.0.1:8080';
const COMPRESSED = /\.(js|css|svg)$/;
const BROTLI_QUALITY = 9;
const PAGES = ['index', 'tra-cuu', 'cong-khai'];

/** Compressed once here, so that the server never does. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    closeBundle() {
      for (const entry of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
        if (!COMPRESSED.test(entry)) continue;
        const path = join(outDir, entry);
        const content = readFileSync(path);
        const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
        writeFileSync(`${path}.gz`, gzipSync(content));
      }
    },
  };
}

// eslint-disable-next-line import/no-default-export -- Vite asks for it.
export default defineConfig({
  root: here,
  plugins: [precompressed()],
  server: { host: '127.0.0.1', proxy: { '/api': { target: api } } },
  build: {
    outDir,
    emptyOutDir: true,
    target: ['chrome109', 'firefox115'],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
    rollupOptions: {
      input: Object.fromEntries(PAGES.map((page) => [page, join(here, `${page}.html`)])),
      onwarn(warning, warn) {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
