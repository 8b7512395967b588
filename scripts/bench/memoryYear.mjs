import path from 'node:path';
import { runPackage } from '../setup/runTool.mjs';
import { rounded } from './measured.mjs';

/** In a process of its own, so that its memory is its own. @returns {Promise<import('./measured.mjs').Measured[]>} */
export async function memoryYear(root) {
  const { code, output } = await runPackage(path.join(root, 'scripts', 'bench', 'memoryYearProcess.mjs'), [], { cwd: root, quiet: true });
  if (code !== 0) throw new Error(`The process ended with code ${code}:\n${output}`);
  const { renewals, seconds, megabytes } = JSON.parse(output.trim().split('\n').at(-1));
  return [
    { what: `a year, ${renewals} renewals`, value: rounded(seconds, 1), unit: 's', budget: 60 },
    { what: 'renewals per second', value: rounded(renewals / seconds), unit: '/s' },
    { what: 'peak memory', value: rounded(megabytes), unit: 'MB', budget: 1074 },
  ];
}
