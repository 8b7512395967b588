import path from 'node:path';
import { runPackage } from '../setup/runTool.mjs';
import { rounded } from './measured.mjs';

/** In a process of its own, beside Azurite's. @returns {Promise<import('./measured.mjs').Measured[]>} */
export async function midnight(root) {
  const { code, output } = await runPackage(path.join(root, 'scripts', 'bench', 'midnightProcess.mjs'), [], { cwd: root, quiet: true });
  if (code !== 0) throw new Error(`The process ended with code ${code}:\n${output}`);
  const { renewals, seconds, bareSeconds, reads, writes, mostRows } = JSON.parse(output.trim().split('\n').at(-1));
  if (renewals !== 10_000) throw new Error(`${renewals} renewals happened instead of 10000`);
  return [
    { what: `${renewals} renewals due at one midnight`, value: rounded(seconds, 1), unit: 's' },
    { what: 'rows in the transaction of a renewal, at most', value: mostRows, unit: '', budget: 10 },
    { what: 'storage writes per renewal', value: rounded(writes / renewals, 2), unit: '' },
    { what: 'storage reads per renewal', value: rounded(reads / renewals, 2), unit: '' },
    { what: 'as many bare transactions of as many rows', value: rounded(bareSeconds, 1), unit: 's' },
    { what: 'the bare ones take, of the renewals\' time', value: rounded(bareSeconds / seconds, 2), unit: '' },
  ];
}
