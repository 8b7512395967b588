import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consoleFile } from '../../../../src/adapters/http/console/consoleFile';
import { consolePage } from '../../../../src/adapters/http/console/consolePage';
import { httpOver } from '../../../support/httpWorld';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { World } from '../../../support/world';

const CLIENT = '3f0c1b1e-2222-4333-8444-555566667777';

/** A built console of one page and two files, one of them packed. */
const folder = temporaryFolder();
const built = (): string => {
  writeFileSync(join(folder, 'index.html'), '<!doctype html>\n<html>\n<head>\n<title>NextTerm</title>\n</head>\n</html>\n');
  writeFileSync(join(folder, 'index-aaaaaaaa.js'), 'long');
  writeFileSync(join(folder, 'index-aaaaaaaa.js.br'), 'packed');
  writeFileSync(join(folder, 'icon-bbbbbbbb.svg'), '<svg/>');
  writeFileSync(join(folder, 'use.styles-dddddddd.js'), 'dotted');
  writeFileSync(join(folder, 'licences.txt'), 'MIT');
  return folder;
};

test.each([
  ['/console', false, 'console/'],
  ['/console/', true, './'],
])('the page at %s loads its files from where they are', async (_, asFolder, base) => {
  const page = await consolePage({ asFolder, nonce: 'n0nce', signIn: { kind: 'local' } }, built());
  expect(page?.html).toContain(`<head>\n<base href="${base}">\n<meta name="nonce" nonce="n0nce">`);
  expect(page?.policy).toBe("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-n0nce'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'");
});

test('the page may talk to whoever signs people in, and to nobody else', async () => {
  const page = await consolePage({ asFolder: false, nonce: 'n', signIn: { kind: 'entra', clientId: CLIENT, authority: 'https://login.microsoftonline.com/organizations', scope: 'x/.default' } }, built());
  expect(page?.policy).toContain("connect-src 'self' https://login.microsoftonline.com; frame-src https://login.microsoftonline.com; base-uri");
});

test('a console that has not been built is not there', async () => {
  expect(await consolePage({ asFolder: false, nonce: 'n', signIn: { kind: 'none' } }, join(built(), 'nowhere'))).toBeUndefined();
});

test.each([
  ['index-aaaaaaaa.js', 'br, gzip', 'packed', 'br'],
  ['index-aaaaaaaa.js', 'gzip', 'long', undefined],
  ['index-aaaaaaaa.js', '', 'long', undefined],
  ['use.styles-dddddddd.js', 'br', 'dotted', undefined],
  ['icon-bbbbbbbb.svg', 'br', '<svg/>', undefined],
])('%s, packed as %p is liked', async (name, acceptEncoding, content, coding) => {
  const file = await consoleFile(name, acceptEncoding, built());
  expect({ content: Buffer.from(file?.content ?? '').toString(), coding: file?.coding }).toEqual({ content, coding });
});

test.each(['index.html', 'licences.txt', '.built-from', 'index-aaaaaaaa.js.br', 'index-cccccccc.js', '../index-aaaaaaaa.js', '..-aaaaaaaa.js', 'index-aaaaaaaa.js%00.js'])('%p is none of its files', async (name) => {
  expect(await consoleFile(name, 'br', built())).toBeUndefined();
});

test.each([
  [{}, { kind: 'none' }],
  [{ NEXTTERM_CONSOLE_CLIENT: 'local' }, { kind: 'local' }],
  [{ NEXTTERM_CONSOLE_CLIENT: CLIENT.toUpperCase(), NEXTTERM_TOKEN_AUDIENCE: 'https://api.partnercenter.microsoft.com/,other' }, { kind: 'entra', clientId: CLIENT, authority: 'https://login.microsoftonline.com/organizations', scope: 'https://api.partnercenter.microsoft.com/.default' }],
  [{ NEXTTERM_CONSOLE_CLIENT: CLIENT, NEXTTERM_CONSOLE_AUTHORITY: 'https://login.havn.example/t', NEXTTERM_TOKEN_AUDIENCE: 'api://next' }, { kind: 'entra', clientId: CLIENT, authority: 'https://login.havn.example/t', scope: 'api://next/.default' }],
])('with %j people sign in by %j', async (settings, signIn) => {
  const world = await World.at('2026-06-01T10:00:00Z', undefined, undefined, settings);
  expect(await httpOver(world)('/console/config.json', { authorization: null })).toMatchObject({ status: 200, body: { signIn } });
});
