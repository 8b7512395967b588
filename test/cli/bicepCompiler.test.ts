import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isAtLeast } from '../../src/cli/bicep/compiler';
import { COMPILER_PROJECT, findCompiler, runtimeOf, versionIn } from '../../src/cli/bicep/findCompiler';

const wanted = async (): Promise<string> => versionIn(await readFile(COMPILER_PROJECT, 'utf8'));

let home = '';
let path: string | undefined;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'nextterm-home-'));
  path = process.env['PATH'];
  // Nothing of this machine's: no bicep, no dotnet.
  process.env['PATH'] = home;
});

afterEach(async () => {
  process.env['PATH'] = path;
  await rm(home, { recursive: true, force: true });
});

/** A program that answers as the compiler does, and nothing else. */
const writeCompiler = async (file: string, version: string): Promise<string> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho "Bicep CLI version ${version} (b34271ac51)"\n`);
  await chmod(file, 0o755);
  return file;
};

const find = (environment: Readonly<Record<string, string>> = {}) => findCompiler({ root: process.cwd(), environment: { HOME: home, ...environment }, platform: 'linux', architecture: 'x64' });

test('a machine without any says so in a sentence', async () => {
  expect(await find()).toEqual({ kind: 'none', why: 'BICEP is not set, there is no bicep of the version on the path, and no .NET that could restore one.' });
});

test('BICEP goes before all, whatever its version; what is no compiler is wrong, not absent', async () => {
  const program = await writeCompiler(join(home, 'mine'), '0.30.1');
  expect(await find({ BICEP: program })).toEqual({ kind: 'found', compiler: { program, version: '0.30.1' } });
  expect(await find({ BICEP: join(home, 'nowhere') })).toEqual({ kind: 'wrong', why: 'BICEP names no Bicep compiler that runs.' });
});

test('one on the path counts from the version of the project on', async () => {
  const version = await wanted();
  await writeCompiler(join(home, 'bicep'), '0.30.1');
  expect((await find()).kind).toBe('none');
  const program = await writeCompiler(join(home, '.azure', 'bin', 'bicep'), version);
  expect(await find()).toEqual({ kind: 'found', compiler: { program, version } });
  await writeCompiler(join(home, 'bicep'), version);
  expect(await find()).toEqual({ kind: 'found', compiler: { program: 'bicep', version } });
});

test('what .NET restored before is taken without .NET, and its run bit is set', async () => {
  const version = await wanted();
  const program = await writeCompiler(join(home, '.nuget', 'packages', 'azure.bicep.commandline.linux-x64', version, 'tools', 'bicep'), version);
  await chmod(program, 0o644);
  expect(await find()).toEqual({ kind: 'found', compiler: { program, version } });
});

test('a restore that fails is told with its reason', async () => {
  await writeFile(join(home, 'dotnet'), '#!/bin/sh\necho "compiler.csproj : error NU1101: Unable to find package"\nexit 1\n');
  await chmod(join(home, 'dotnet'), 0o755);
  expect(await find()).toEqual({ kind: 'none', why: 'dotnet restore of the compiler failed: compiler.csproj : error NU1101: Unable to find package' });
});

test('a restore that fails without calling it an error is told by its first words', async () => {
  await writeFile(join(home, 'dotnet'), '#!/bin/sh\necho "The home directory could not be determined." >&2\nexit 1\n');
  await chmod(join(home, 'dotnet'), 0o755);
  expect(await find()).toEqual({ kind: 'none', why: 'dotnet restore of the compiler failed: The home directory could not be determined.' });
});

test.each([
  ['linux', 'x64', 'linux-x64'],
  ['darwin', 'arm64', 'osx-arm64'],
  ['win32', 'x64', 'win-x64'],
  ['linux', 'riscv64', undefined],
  ['aix', 'x64', undefined],
])('%s on %s: %s', (platform, architecture, expected) => expect(runtimeOf(platform, architecture)).toBe(expected));

test.each([
  ['0.49.2', '0.49.2', true],
  ['0.49.10', '0.49.9', true],
  ['1.0.0', '0.49.2', true],
  ['0.49.1', '0.49.2', false],
  ['0.9.9', '0.49.2', false],
])('%s is at least %s: %s', (version, least, expected) => expect(isAtLeast(version, least)).toBe(expected));
