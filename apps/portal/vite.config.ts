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
/** What every page inside stands on: fetched beside the first lines of script, not after them. */
const START = 'start';
const LISTS = 'lists';
const AT_ONCE: ReadonlySet<string> = new Set([START, LISTS]);

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

/**
 * Of what the first sight needs, nearly every function is called at once: a browser that knows the remark compiles them
 * beside the page's own thread while the file comes, instead of one by one as they are called.
 */
function compiledAtOnce(): Plugin {
  return {
    name: 'compiled-at-once',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk' && AT_ONCE.has(file.name)) {
            file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
          }
        }
      },
    },
  };
}

/** The page itself asks for the portal's main part: a script that asks for it costs an old computer a tenth of a second. */
function startPreloaded(): Plugin {
  return {
    name: 'start-preloaded',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle, filename }) {
        const start = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.name === START,
        );
        if (!start || !filename.endsWith('index.html')) return [];
        const attrs = { rel: 'modulepreload', crossorigin: true, href: `/${start.fileName}` };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}

// eslint-disable-next-line import/no-default-export -- Vite asks for it.
export default defineConfig({
  root: here,
  plugins: [precompressed(), startPreloaded(), compiledAtOnce()],
  server: { host: '127.0.0.1', proxy: { '/api': { target: api } } },
  build: {
    outDir,
    emptyOutDir: true,
    target: ['chrome109', 'firefox115'],
    assetsInlineLimit: 0,
    // Both targets preload modules by themselves.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
    rollupOptions: {
      input: Object.fromEntries(PAGES.map((page) => [page, join(here, `${page}.html`)])),
      output: {
        // One file for what is always needed, and one for the lists: twenty small ones cost more than they spare.
        codeSplitting: {
          groups: [
            { name: 'index', test: /src[\\/]main\.ts$/, priority: 3 },
            { name: START, test: /src[\\/]start\.tsx$|rolldown[\\/]runtime/, priority: 2 },
            { name: LISTS, test: /features[\\/]inbox[\\/]inbox\.tsx$/, priority: 1 },
            { name: 'ant', test: /app[\\/]ant-shell\.tsx$/ },
          ],
        },
      },
      onwarn(warning, warn) {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
