/** A real SMTP server on loopback that keeps what it gets. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly id: string;
  readonly raw: string;
}

export interface Smtp {
  readonly url: string;
  readonly port: number;
  readonly letters: readonly Received[];
  /** From now on this mailbox answers so. */
  refuse(to: string, code: number): void;
  accept(to: string): void;
  close(): Promise<void>;
}

export async function startSmtp(port = 0): Promise<Smtp> {
  const letters: Received[] = [];
  const refused = new Map<string, number>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = refused.get(address);
      done(code === undefined ? null : Object.assign(new Error('refused'), { responseCode: code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1');
        letters.push({ to: session.envelope.rcptTo[0]!.address, ...read(raw), raw });
        done();
      });
    },
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    letters,
    refuse: (to, code) => void refused.set(to, code),
    accept: (to) => void refused.delete(to),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function read(raw: string): Pick<Received, 'subject' | 'text' | 'id'> {
  const at = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, at).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const body = raw.slice(at + 4);
  return {
    id: header('Message-ID'),
    subject: words(header('Subject')),
    text:
      header('Content-Transfer-Encoding') === 'base64'
        ? Buffer.from(body, 'base64').toString('utf8')
        : utf8(quotedPrintable(body.replaceAll(/=\r\n/g, ''))),
  };
}

const utf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');
const quotedPrintable = (text: string): string =>
  text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Encoded words (RFC 2047). */
const words = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : utf8(quotedPrintable(word.replaceAll('_', ' '))),
    );
