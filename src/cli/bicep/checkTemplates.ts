import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { listFiles } from '../listFiles';
import { type Compiler, runNative } from './compiler';

/** Below the root of the project. */
export const TEMPLATES = 'infra';

/** Parameter files whose deployment is worked out and kept, in the folder of that name. `everything` is for the checks alone. */
const SNAPSHOTS = ['dev.bicepparam', 'prod.bicepparam', 'snapshots/everything.bicepparam'];

/** Where the snapshots are deployed to, and what the parameter files take from the environment. */
const PLACE = ['--subscription-id', '00000000-0000-0000-0000-000000000000', '--resource-group', 'nextterm', '--location', 'westeurope'];
const CHOSEN = {
  AZURE_ENV_NAME: 'nextterm',
  AZURE_LOCATION: 'westeurope',
  NEXTTERM_SIZES: 'prod',
  NEXTTERM_OPERATOR_TENANT: '11111111-1111-1111-1111-111111111111',
  NEXTTERM_TOKEN_AUDIENCE: '22222222-2222-2222-2222-222222222222',
  NEXTTERM_CONSOLE_CLIENT: '33333333-3333-3333-3333-333333333333',
  NEXTTERM_ALERTS_TO: 'operator@example.com,second@example.com',
};

/** .NET prepares itself for a long run otherwise, which costs a fifth of such a short one. */
const SHORT_RUNS = { DOTNET_TieredPGO: '0', DOTNET_gcConcurrent: '0' };

/** The compiler's own words. A warning fails as an error does: the compiler only warns of a member that a resource does not have. */
const complaintsIn = (output: string): readonly string[] => output.split('\n').filter((line) => /^(WARNING|ERROR)\b|\) : (Error|Warning) /.test(line));

const run = async ({ program }: Compiler, folder: string, args: readonly string[]): Promise<readonly string[]> => {
  const { code, stderr } = await runNative(program, args, { cwd: folder, env: { ...CHOSEN, ...SHORT_RUNS } });
  const complaints = complaintsIn(stderr).map((line) => line.replace(`${folder}/`, `${TEMPLATES}/`));
  return code === 0 || complaints.length > 0 ? complaints : [`bicep ${args[0]} ended with code ${code}: ${stderr.trim()}`];
};

/** @returns a sentence where a file is not as the compiler has just made it; nothing where it is, or was written anew */
const compare = async (made: string, root: string, file: string, writes: boolean): Promise<readonly string[]> => {
  const there = join(root, TEMPLATES, file);
  const [wanted, found] = [await readFile(made, 'utf8'), await readFile(there, 'utf8').catch(() => '')].map((text) => text.trimEnd().split('\n'));
  if (wanted?.join('\n') === found?.join('\n')) return [];
  if (writes) {
    await copyFile(made, there);
    return [];
  }
  const line = wanted?.findIndex((text, place) => text !== found?.[place]) ?? 0;
  return [`${TEMPLATES}/${file} is not as the compiler makes it, from line ${line + 1} on ("${(wanted?.[line] ?? '').trim()}"): npm run bicep -- --write`];
};

/** The form of all templates. @param folder a copy, which is formatted */
const checkForm = async (compiler: Compiler, folder: string, root: string, writes: boolean): Promise<readonly string[]> => {
  const problems = [...(await run(compiler, folder, ['format', '--pattern', '**/*.bicep*']))];
  for (const file of (await listFiles(folder, '.')).filter((name) => /\.bicep(param)?$/.test(name)).toSorted()) problems.push(...(await compare(join(folder, file), root, file, writes)));
  return problems;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The compiler writes outputs in another order at each run. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  return isRecord(value) ? Object.fromEntries(Object.keys(value).toSorted().map((key) => [key, sorted(value[key])])) : value;
};

/** What each parameter file deploys. @param folder a copy, which they are written into */
const checkSnapshots = async (compiler: Compiler, folder: string, root: string, writes: boolean): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const file of SNAPSHOTS) {
    const complaints = await run(compiler, folder, ['snapshot', file, '--mode', 'overwrite', ...PLACE]);
    problems.push(...complaints);
    if (complaints.length > 0) continue;
    const made = join(folder, file.replace(/\.bicepparam$/, '.snapshot.json'));
    await writeFile(made, `${JSON.stringify(sorted(JSON.parse(await readFile(made, 'utf8'))), undefined, 2)}\n`);
    problems.push(...(await compare(made, root, `snapshots/${basename(file, '.bicepparam')}.json`, writes)));
  }
  return problems;
};

/**
 * Compiles the templates, lints them, checks their form, and works out what each parameter file deploys.
 * @param writes whether files that differ from what the compiler makes of them are written anew
 * @returns every problem, a line each, those that two runs of the compiler name once
 */
export const checkTemplates = async (compiler: Compiler, root: string, writes: boolean): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'nextterm-bicep-'));
  try {
    await cp(join(root, TEMPLATES), folder, { recursive: true });
    const form = await checkForm(compiler, folder, root, writes);
    // Its template brings in all others.
    const compiled = await run(compiler, folder, ['build-params', 'azd.bicepparam', '--stdout']);
    return [...new Set([...form, ...compiled, ...(compiled.length > 0 ? [] : await checkSnapshots(compiler, folder, root, writes))])];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
