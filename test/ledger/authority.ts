/** A time-stamping authority of the test's own: openssl behind HTTP. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SETTINGS = `
[tsa]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
[ext]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[req]
distinguished_name = name
[name]
`;

const REPLY = { 'content-type': 'application/timestamp-reply' };

export interface Authority {
  readonly url: string;
  /** PEM of the certificate that stands behind its stamps. */
  readonly ca: string;
  readonly caFile: string;
  /** How it answers from now on. */
  answer(how: 'well' | 'with-the-last' | 'not'): void;
  close(): Promise<void>;
}

export const openssl = async (cwd: string, ...args: string[]): Promise<string> =>
  (await promisify(execFile)('openssl', args, { cwd })).stdout;

export async function startAuthority(): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-tsa-'));
  const run = (...args: string[]): Promise<string> => openssl(folder, ...args);
  await writeFile(join(folder, 'settings'), SETTINGS);
  await writeFile(join(folder, 'serial'), '01\n');
  const key = ['-newkey', 'rsa:2048', '-nodes', '-config', 'settings'];
  await run(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=Root',
    '-extensions',
    'ca',
  );
  await run('req', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Stamps');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'settings'];
  await run('x509', '-req', '-in', 'tsa.csr', ...signed, '-extensions', 'ext', '-out', 'tsa.pem');

  let how: 'well' | 'with-the-last' | 'not' = 'well';
  const reply = async (query: Buffer): Promise<Buffer> => {
    if (how === 'well') {
      await writeFile(join(folder, 'query'), query);
      const files = ['-queryfile', 'query', '-out', 'reply'];
      await run('ts', '-reply', '-config', 'settings', '-section', 'tsa', ...files);
    }
    return readFile(join(folder, 'reply'));
  };
  const server = createServer((request, response) => {
    const answer = (status: number, body?: Buffer): void => void response.writeHead(status, REPLY).end(body);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (how === 'not') return answer(503);
      reply(Buffer.concat(chunks)).then(
        (body) => answer(200, body),
        () => answer(500),
      );
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    ca: await readFile(join(folder, 'ca.pem'), 'utf8'),
    caFile: join(folder, 'ca.pem'),
    answer: (next) => void (how = next),
    async close() {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
