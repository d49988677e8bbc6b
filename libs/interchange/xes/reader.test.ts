import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { readXes } from './reader.ts';

type Read = ['event' | 'case', Record<string, string>];

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(file: string | Uint8Array, size = 7): Promise<Read[]> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const items: Read[] = [];
  for await (const batch of readXes(chunksOf(bytes, size))) {
    for (const { kind, attributes } of batch) items.push([kind, Object.fromEntries(attributes)]);
  }
  return items;
}

const LOG = `<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment --><log xes.version="2.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="trace"><date key="deadline" value="1970-01-01T00:00:00Z"/></global>
  <classifier name="Activity" keys="concept:name lifecycle:transition"/>
  <string key="concept:name" value="the log's own name"/>
  <trace>
    <string key="concept:name" value="hồ sơ 1"><string key="deadline" value="nested"/></string>
    <list key="many"><values><string key="concept:name" value="in a list"/></values></list>
    <event>
      <string key="concept:name" value="Ti&#7871;p nh&amp;n"/>
      <container key="box"><string key="org:resource" value="in a container"/></container>
    </event>
    <event/>
  </trace>
  <event><string key="concept:name" value="of no case"/></event>
  <trace></trace>
</log>`;

const EXPECTED: Read[] = [
  ['event', { 'concept:name': 'Tiếp nh&n' }],
  ['event', {}],
  ['case', { 'concept:name': 'hồ sơ 1' }],
  ['case', {}],
];

describe('an XES log', () => {
  it('gives what stands directly under its traces and events', async () => {
    expect(await read(LOG)).toEqual(EXPECTED);
  });

  it('reads the same zipped, cut anywhere, with a byte order mark, in UTF-16, with a namespace prefix', async () => {
    const utf16 = Buffer.from(`\ufeff${LOG.replace('UTF-8', 'UTF-16')}`, 'utf16le');
    const prefixed = LOG.replaceAll(/<(\/?)(?=[a-z])/g, '<$1x:').replace('xmlns=', 'xmlns:x=');
    expect(await read(gzipSync(LOG), 1)).toEqual(EXPECTED);
    expect(await read(LOG, 1)).toEqual(EXPECTED);
    expect(await read(`\ufeff${LOG}`)).toEqual(EXPECTED);
    expect(await read(utf16)).toEqual(EXPECTED);
    expect(await read(prefixed)).toEqual(EXPECTED);
  });

  it('reads an encoding that the declaration names', async () => {
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><log><trace><string key="k" value="caf\xe9"/></trace></log>',
      'latin1',
    );
    expect(await read(latin)).toEqual([['case', { k: 'café' }]]);
  });
});

describe('a file that is no whole XES log', () => {
  it.each([
    ['another XML', '<html><body/></html>', 'not-xes', /line 1, column \d+: the root element is <html>/],
    ['no XML', 'case,activity\n1,a', 'xml-malformed', /line \d+/],
    ['nothing', '', 'xml-malformed', /root element/],
    ['cut off', LOG.slice(0, 900), 'xml-malformed', /line 1\d, column \d+/],
    [
      'crossed tags',
      '<log>\n<trace></log></trace>',
      'xml-malformed',
      /line 2, column \d+: unexpected close tag/,
    ],
    [
      'an entity of its own',
      '<!DOCTYPE log [<!ENTITY e "x">]><log a="&e;"/>',
      'xml-malformed',
      /undefined entity/,
    ],
    ['bytes that are no UTF-8', Buffer.from('<log a="\xff"/>', 'latin1'), 'encoding-damaged', /utf-8/],
    ['an unknown encoding', '<?xml version="1.0" encoding="x-none"?><log/>', 'encoding-unknown', /x-none/],
    ['a cut gzip', gzipSync(LOG).subarray(0, -12), 'gzip-damaged', /ends too early/],
    ['a broken gzip', Buffer.from('1f8bffffffffffffffffffff', 'hex'), 'gzip-damaged', /damaged/],
  ])('is refused: %s', async (_, file, code, message) => {
    await expect(read(file)).rejects.toMatchObject({
      name: 'UnreadableLogError',
      code,
      message: expect.stringMatching(message),
    });
  });
});
