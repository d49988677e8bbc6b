import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { pino, type Logger } from 'pino';
import { logOptions } from './log.ts';

/** What a logger with our options writes. */
function logged(write: (logger: Logger) => void): string {
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString('utf8');
      done();
    },
  });
  write(pino(logOptions('test', 'info'), sink));
  return text;
}

describe('the log', () => {
  it('drops secrets and personal data', () => {
    const text = logged((logger) =>
      logger.info({
        password: 'P@ss',
        dossier: { id: 'd-1', phone: '0912', applicant: { fullName: 'Nguyễn Văn A' } },
        req: { method: 'GET', url: '/api/dossiers?q=Nguyễn', headers: { cookie: 'sid=1' } },
      }),
    );
    expect(text).toContain('/api/dossiers');
    for (const secret of ['P@ss', '0912', 'Nguyễn', 'sid=1']) expect(text).not.toContain(secret);
  });

  it('tells of an error, but not the row that a database error quotes', () => {
    const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (phone)=(0912)' });
    const text = logged((logger) => logger.error({ err: error }, 'append failed'));
    expect(text).toContain('23505');
    expect(text).not.toContain('0912');
  });
});
