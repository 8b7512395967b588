import { copyFile, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFiles } from '../listFiles';
import { type Compiler, runNative } from './compiler';

/** Below the root of the project. */
export const TEMPLATES = 'infra';

/** The compiler's own words. A warning fails as an error does: the compiler only warns of a member that a resource does not have. */
const complaintsIn = (output: string): readonly string[] => output.split('\n').filter((line) => /^(WARNING|ERROR)\b|\) : (Error|Warning) /.test(line));

/** Builds `main.bicep` with its modules, which lints them. @returns what the compiler complains of */
const buildAll = async ({ program }: Compiler, folder: string): Promise<readonly string[]> => {
  const { code, stderr } = await runNative(program, ['build', 'main.bicep', '--stdout'], { cwd: folder });
  const complaints = complaintsIn(stderr);
  return code === 0 || complaints.length > 0 ? complaints : [`bicep build ended with code ${code}: ${stderr.trim()}`];
};

/** @param folder a copy, which is formatted. @returns the files that are not as the formatter writes them, or its complaint */
const formatAll = async ({ program }: Compiler, root: string, folder: string, writes: boolean): Promise<readonly string[]> => {
  const { code, stderr } = await runNative(program, ['format', '--pattern', '**/*.bicep*'], { cwd: folder });
  if (code !== 0) return [`bicep format ended with code ${code}: ${stderr.trim()}`];
  const files = (await listFiles(folder, '.')).filter((file) => /\.bicep(param)?$/.test(file));
  const problems: string[] = [];
  for (const file of files) {
    const there = join(root, TEMPLATES, file);
    if ((await readFile(join(folder, file), 'utf8')) === (await readFile(there, 'utf8'))) continue;
    if (writes) await copyFile(join(folder, file), there);
    else problems.push(`${TEMPLATES}/${file} is not as the formatter writes it: npm run bicep -- --write`);
  }
  return problems;
};

/**
 * Compiles the templates, lints them, and checks their form.
 * @param writes whether files that differ from what the compiler makes of them are written anew
 * @returns every problem, a line or several each
 */
export const checkTemplates = async (compiler: Compiler, root: string, writes: boolean): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'nextterm-bicep-'));
  try {
    await cp(join(root, TEMPLATES), folder, { recursive: true });
    return [...(await formatAll(compiler, root, folder, writes)), ...(await buildAll(compiler, join(root, TEMPLATES)))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
