import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localCertificate } from '../../src/sandbox/certificate';
import { keepCertificate, LOOK_EVERY_MS } from '../../src/sandbox/certificateKeeper';
import { temporaryFolder } from '../support/temporaryFolder';

const NOW = new Date('2026-01-31T10:00:00Z');
const DAY_MS = 86_400_000;
const parent = temporaryFolder();
let next = 0;
const folderOfItsOwn = (): string => join(parent, `certificate-${next++}`);

test('it is good for the names of this machine, signs for nobody else, and its key is its owner’s alone', async () => {
  const folder = folderOfItsOwn();
  const made = await localCertificate(folder, NOW);
  expect(made).toMatchObject({ file: join(folder, 'localhost.pem'), renewed: false, goodUntil: new Date('2027-03-04T10:00:00Z') });
  const read = new X509Certificate(readFileSync(made.file));
  expect([read.checkHost('localhost'), read.checkIP('127.0.0.1'), read.checkIP('::1'), read.checkHost('example.com')]).toEqual(['localhost', '127.0.0.1', '::1', undefined]);
  expect([read.ca, read.verify(read.publicKey), new Date(read.validFrom), new Date(read.validTo)]).toEqual([false, true, new Date('2026-01-31T09:00:00Z'), made.goodUntil]);
  expect(statSync(join(folder, 'localhost.key')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('it stays until thirty days before its end, and is then made anew under the same names', async () => {
  const folder = folderOfItsOwn();
  const made = await localCertificate(folder, NOW);
  const before = (millis: number) => new Date(made.goodUntil.getTime() - millis);
  expect(await localCertificate(folder, before(30 * DAY_MS + 1))).toEqual(made);
  const renewed = await localCertificate(folder, before(30 * DAY_MS));
  expect(renewed).toMatchObject({ renewed: true, file: made.file });
  expect(renewed.cert).not.toBe(made.cert);
  expect(await localCertificate(folder, before(30 * DAY_MS))).toEqual({ ...renewed, renewed: false });
});

test('one that cannot be read, or has lost its key, is made anew', async () => {
  const [folder, other] = [folderOfItsOwn(), folderOfItsOwn()];
  const made = await localCertificate(folder, NOW);
  const [file, keyFile] = [made.file, join(folder, 'localhost.key')];
  writeFileSync(keyFile, (await localCertificate(other, NOW)).key);
  const second = await localCertificate(folder, NOW);
  expect(second).toMatchObject({ renewed: true });
  writeFileSync(file, 'nothing');
  expect(await localCertificate(folder, NOW)).toMatchObject({ renewed: true });
});

describe('while the server runs', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('it is looked at once a day: what is made anew is shown and said, what fails is said', async () => {
    const said: unknown[] = [];
    const certificate = { key: 'k', cert: 'c', file: '/data/certificate/localhost.pem', goodUntil: NOW };
    const current = jest.fn().mockResolvedValueOnce({ ...certificate, renewed: false }).mockResolvedValueOnce({ ...certificate, renewed: true }).mockRejectedValueOnce(new Error('disk full'));
    const stop = keepCertificate({ current, use: ({ cert }) => said.push(cert), print: (line) => said.push(line), warn: (line) => said.push(line) });
    await jest.advanceTimersByTimeAsync(LOOK_EVERY_MS);
    expect(said).toEqual([]);
    await jest.advanceTimersByTimeAsync(LOOK_EVERY_MS);
    expect(said).toEqual(['c', expect.stringContaining('good until 2026-01-31: programs that are given /data/certificate/localhost.pem go on') as string]);
    await jest.advanceTimersByTimeAsync(LOOK_EVERY_MS);
    expect(said[2]).toBe('The certificate could not be renewed: disk full');
    stop();
    await jest.advanceTimersByTimeAsync(LOOK_EVERY_MS);
    expect(current).toHaveBeenCalledTimes(3);
  });
});
