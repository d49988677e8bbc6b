import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

describe('the configuration', () => {
  it('needs no variable at all', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      demo: true,
      temporalNamespace: 'default',
      logLevel: 'info',
    });
  });

  it('takes an empty variable as none', () => {
    expect(readConfig({ PORT: '', DUNGHAN_DEMO: '' })).toEqual(readConfig({}));
  });

  it('reads what is given', () => {
    const given = {
      PORT: '0',
      DUNGHAN_DEMO: '0',
      TEMPORAL_ADDRESS: 'temporal.local:7233',
      DATABASE_URL: 'postgres://app@db/x',
    };
    expect(readConfig(given)).toMatchObject({
      port: 0,
      demo: false,
      temporalAddress: 'temporal.local:7233',
      databaseUrl: 'postgres://app@db/x',
      databaseOwnerUrl: 'postgres://app@db/x',
    });
  });

  it.each([
    ['PORT', 'http', /^PORT: "http" is refused\. Allowed: a whole number from 0 to 65535/],
    ['PORT', '65536', /^PORT/],
    ['DUNGHAN_DEMO', 'no', /^DUNGHAN_DEMO: "no" is refused\. Allowed: 0 or 1/],
    ['DATABASE_URL', 'mysql://secret@db', /^DATABASE_URL: its value is refused/],
    ['TEMPORAL_ADDRESS', 'temporal', /host:port/],
    ['DUNGHAN_MASTER_KEY', 'c2hvcnQ=', /^DUNGHAN_MASTER_KEY: its value is refused/],
    ['DUNGHAN_RELAY_RATE', '-1', /^DUNGHAN_RELAY_RATE/],
    ['DUNGHAN_PUBLIC_URL', 'dichvucong.vn', /^DUNGHAN_PUBLIC_URL: its value is refused/],
    ['SMTP_URL', 'http://mail:25', /^SMTP_URL: its value is refused\. Allowed: smtp:/],
    ['SMTP_FROM', 'dunghan', /^SMTP_FROM: "dunghan" is refused/],
    ['DUNGHAN_LOG_LEVEL', 'loud', /fatal, error, warn/],
  ])('refuses %s=%s by its name', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });

  it('tells of every wrong value at once', () => {
    expect(() => readConfig({ PORT: 'x', DUNGHAN_DEMO: 'y' })).toThrow(/PORT[^]*DUNGHAN_DEMO/);
  });
});
