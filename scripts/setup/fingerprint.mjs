import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What something was built from: the same for the same files, whatever their order, and the same way of building.
 * @param {string} root
 * @param {readonly string[]} files relative to `root`
 * @param {string} how it is built
 * @returns {Promise<string>}
 */
export async function fingerprintOf(root, files, how = '') {
  const hash = createHash('sha256').update(how);
  for (const file of [...files].sort()) hash.update(file).update('\0').update(await readFile(path.join(root, file))).update('\0');
  return hash.digest('hex');
}
