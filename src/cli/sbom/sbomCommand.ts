import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { PROJECT_ROOT } from '../projectRoot';
import { type Terminal } from '../terminal';
import { billOfMaterials } from './billOfMaterials';

/** `nextterm sbom`: exit code 0, or 1 where npm cannot make one. */
export const sbomCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('sbom')
    .summary('write a bill of materials (CycloneDX) of what is deployed')
    .usage('[flags]')
    .option('--all', 'also of what is only needed to build and to test')
    .option('--out <FILE>', 'write it there (default: print it)')
    .action(({ all = false, out }: { readonly all?: boolean; readonly out?: string }) => ends(writeBill(all, out === undefined ? undefined : resolve(terminal.cwd, out), terminal)));
};

const writeBill = async (all: boolean, out: string | undefined, terminal: Terminal): Promise<number> => {
  const bill = await billOfMaterials(PROJECT_ROOT, { all });
  const text = JSON.stringify(bill, undefined, 2);
  if (out === undefined) terminal.print(text);
  else {
    await writeFile(out, `${text}\n`);
    terminal.print(`${out}: ${bill.components.length} components.`);
  }
  return 0;
};
