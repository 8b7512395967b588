import { join } from 'node:path';
import { callModule } from './callModule';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';

const root = temporaryFolder();

const lock = (packages: object): string => JSON.stringify({ lockfileVersion: 3, packages });
const luxon = { version: '3.7.2', integrity: 'sha512-a' };
const swcForMac = { version: '1.0.0', integrity: 'sha512-b', optional: true };

test.each([
  { name: 'nothing installed', present: undefined, installed: false },
  { name: 'all of it', present: lock({ 'node_modules/luxon': luxon, 'node_modules/swc-mac': swcForMac }), installed: true },
  { name: 'all but a package for another platform', present: lock({ 'node_modules/luxon': luxon }), installed: true },
  {
    name: 'a package for this platform that the lock file leaves out',
    present: lock({ 'node_modules/luxon': luxon, 'node_modules/swc-linux': swcForMac }),
    installed: true,
  },
  { name: 'a package that the lock file does not know', present: lock({ 'node_modules/luxon': luxon, 'node_modules/left-pad': luxon }), installed: false },
  { name: 'one missing', present: lock({ 'node_modules/swc-mac': swcForMac }), installed: false },
  { name: 'an older version', present: lock({ 'node_modules/luxon': { ...luxon, version: '3.7.1' } }), installed: false },
  { name: 'other content under the same version', present: lock({ 'node_modules/luxon': { ...luxon, integrity: 'sha512-c' } }), installed: false },
  { name: 'an install record cut short', present: '{"packages":{', installed: false },
])('node_modules holds $name: installed = $installed', async ({ name, present, installed }) => {
  const folder = join(root, name);
  writeTree(folder, {
    'package-lock.json': lock({ '': { name: 'nextterm' }, 'node_modules/luxon': luxon, 'node_modules/swc-mac': swcForMac }),
    ...(present === undefined ? {} : { 'node_modules/.package-lock.json': present }),
  });
  expect(await callModule('setup/install.mjs', 'isInstalled', [[folder]])).toEqual([installed]);
});

test('a lock file that is gone is said, not repaired', async () => {
  await expect(callModule('setup/install.mjs', 'isInstalled', [[join(root, 'nowhere')]])).rejects.toThrow('package-lock.json is missing or damaged');
});
