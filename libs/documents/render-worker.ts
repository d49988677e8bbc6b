/** The thread that draws PDFs. It reads its fonts and nothing else. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import type { Rendered } from './render.ts';
import type { Layout } from './types.ts';

/** Tinos has the widths of Times New Roman, which NĐ 30/2020/NĐ-CP asks for, and every Vietnamese letter. */
const fontsFolder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));
const font = (style: string): string => join(fontsFolder, style, `Tinos_${style}.ttf`);

pdfmake.setFonts({
  Tinos: {
    normal: font('400Regular'),
    bold: font('700Bold'),
    italics: font('400Regular_Italic'),
    bolditalics: font('700Bold_Italic'),
  },
});
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontsFolder));

/** A function can't be sent to a thread, so the page numbers come in here. */
const footer: Layout['footer'] = (page, pages) =>
  pages > 1
    ? { text: `Trang ${page}/${pages}`, alignment: 'center', fontSize: 10, margin: [0, 14, 0, 0] }
    : '';

async function render(id: number, layout: Layout): Promise<Rendered> {
  try {
    return { id, pdf: await pdfmake.createPdf({ ...layout, footer }).getBuffer() };
  } catch (error) {
    return { id, error: String(error) };
  }
}

let queue = Promise.resolve();
parentPort?.on('message', ({ id, layout }: { id: number; layout: Layout }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  queue = queue.then(async () => parentPort?.postMessage(await render(id, layout)));
});
