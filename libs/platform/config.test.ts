import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';
import { filesEnvironment } from './files-place.ts';

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
      proxies: [],
    });
    const { proxies } = readConfig({ DUNGHAN_PROXIES: '10.0.0.0/8,fd00::1' });
    expect(proxies).toEqual(['10.0.0.0/8', 'fd00::1']);
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
    ['DUNGHAN_PROXIES', '10.0.0.0/33', /^DUNGHAN_PROXIES: "10\.0\.0\.0\/33" is refused/],
    ['DUNGHAN_PROXIES', '10.0.0.1,balancer', /addresses or networks/],
    ['DUNGHAN_LOG_LEVEL', 'loud', /fatal, error, warn/],
    ['DUNGHAN_FILES', 's3://B', /^DUNGHAN_FILES: "s3:\/\/B" is refused\. Allowed: a folder, or s3:/],
    ['DUNGHAN_FILES', 's3://files', /^DUNGHAN_S3_KEY_ID: must be set/],
    ['DUNGHAN_S3_ENDPOINT', 's3.example.vn', /^DUNGHAN_S3_ENDPOINT/],
    ['DUNGHAN_S3_SECRET', 'with space', /^DUNGHAN_S3_SECRET: its value is refused/],
  ])('refuses %s=%s by its name', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });

  it('keeps files in the data folder, in another folder, or in a bucket, and hands the place on', () => {
    expect(readConfig({ DUNGHAN_DATA: '/d' }).files).toEqual({ kind: 'folder', folder: '/d/files' });
    expect(readConfig({ DUNGHAN_FILES: '/srv/tep' }).files).toEqual({ kind: 'folder', folder: '/srv/tep' });
    const key = { DUNGHAN_S3_KEY_ID: 'id', DUNGHAN_S3_SECRET: 'secret', DUNGHAN_DATA: '/d' };
    const own = {
      ...key,
      DUNGHAN_FILES: 's3://tep/tinh/mot-cua',
      DUNGHAN_S3_ENDPOINT: 'https://s3.example.vn',
    };
    const { files } = readConfig(own);
    expect(files).toEqual({
      kind: 's3',
      spool: '/d/spool',
      settings: {
        endpoint: 'https://s3.example.vn',
        region: 'us-east-1',
        bucket: 'tep',
        prefix: 'tinh/mot-cua',
        pathStyle: true,
        keyId: 'id',
        secret: 'secret',
      },
    });
    expect(readConfig({ DUNGHAN_DATA: '/d', ...filesEnvironment(files) }).files).toEqual(files);
    expect(
      readConfig({ ...key, DUNGHAN_FILES: 's3://tep', DUNGHAN_S3_REGION: 'ap-southeast-1' }).files,
    ).toMatchObject({
      settings: { endpoint: 'https://s3.ap-southeast-1.amazonaws.com', prefix: '', pathStyle: false },
    });
  });

  it('tells of every wrong value at once', () => {
    expect(() => readConfig({ PORT: 'x', DUNGHAN_DEMO: 'y' })).toThrow(/PORT[^]*DUNGHAN_DEMO/);
  });
});
