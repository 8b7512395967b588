import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { askVersion, type Compiler, isAtLeast, runNative } from './compiler';

/** Below the root of the project: names the package and the version of the compiler. */
export const COMPILER_PROJECT = 'infra/compiler.csproj';

export type Found = { readonly kind: 'found'; readonly compiler: Compiler } | { readonly kind: 'none'; readonly why: string } | { readonly kind: 'wrong'; readonly why: string };

/** Where to look, and how to restore: the machine's own, but in tests. */
export interface Places {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly architecture: string;
}

const NAMES: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'osx', win32: 'win' };

/** @returns .NET's name of a system that the compiler is published for, `linux-x64`; undefined: it is for none such. */
export const runtimeOf = (platform: string, architecture: string): string | undefined => {
  const system = NAMES[platform];
  return system !== undefined && (architecture === 'x64' || architecture === 'arm64') ? `${system}-${architecture}` : undefined;
};

/** @returns the exact version that a project file downloads. @throws Error where it names none. */
export const versionIn = (project: string): string => {
  const version = /<PackageDownload [^>]*Version="\[(\d+\.\d+\.\d+)\]"/.exec(project)?.[1];
  if (version === undefined) throw new Error(`${COMPILER_PROJECT} names no version of the compiler`);
  return version;
};

/**
 * Finds a Bicep compiler: the one that `BICEP` names, one on the path, the Azure CLI's own, or the one that .NET restores from NuGet, which keeps it.
 * Those on the path count from the version on that the project names, since an older one does not know the API versions of the templates.
 * @returns `wrong` where `BICEP` names what is no compiler; `none` where there is none, and why.
 */
export const findCompiler = async ({ root, environment, platform, architecture }: Places): Promise<Found> => {
  const wanted = versionIn(await readFile(join(root, COMPILER_PROJECT), 'utf8'));
  const named = environment['BICEP'];
  if (named !== undefined && named !== '') {
    const version = await askVersion(named, root);
    return version === undefined ? { kind: 'wrong', why: 'BICEP names no Bicep compiler that runs.' } : { kind: 'found', compiler: { program: named, version } };
  }
  const home = environment['HOME'] ?? homedir();
  const ending = platform === 'win32' ? '.exe' : '';
  const ofAzureCli = join(environment['AZURE_CONFIG_DIR'] ?? join(home, '.azure'), 'bin', `bicep${ending}`);
  for (const program of ['bicep', ofAzureCli]) {
    const version = await askVersion(program, root);
    if (version !== undefined && isAtLeast(version, wanted)) return { kind: 'found', compiler: { program, version } };
  }
  const runtime = runtimeOf(platform, architecture);
  if (runtime === undefined) return { kind: 'none', why: `Bicep is not published for ${platform} on ${architecture}.` };
  const program = join(environment['NUGET_PACKAGES'] ?? join(home, '.nuget', 'packages'), `azure.bicep.commandline.${runtime}`, wanted, 'tools', `bicep${ending}`);
  const restored = (await askRestored(program, root)) ?? (await restore(root, runtime));
  if (restored !== undefined) return restored;
  const version = await askRestored(program, root);
  return version ?? { kind: 'none', why: `.NET restored the compiler, and it does not run at ${program}.` };
};

/** NuGet keeps no bit that says what may be run. */
const askRestored = async (program: string, root: string): Promise<Found | undefined> => {
  await chmod(program, 0o755).catch(() => undefined);
  const version = await askVersion(program, root);
  return version === undefined ? undefined : { kind: 'found', compiler: { program, version } };
};

/** No sending home, and nothing set up for other work, on the first run of .NET. */
const QUIET_DOTNET = { DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', DOTNET_GENERATE_ASPNET_CERTIFICATE: 'false' };

/** It takes some ten seconds. Without a network NuGet may try for many minutes, while everybody waits. */
const RESTORE_MILLIS = 180_000;

/** @returns why there is none; undefined: it is there now. */
const restore = async (root: string, runtime: string): Promise<Found | undefined> => {
  const folder = await mkdtemp(join(tmpdir(), 'nextterm-bicep-'));
  try {
    // What MSBuild writes beside a project does not belong into infra/.
    const { code, stdout, stderr } = await runNative('dotnet', ['restore', join(root, COMPILER_PROJECT), `-p:BicepRuntime=${runtime}`, `-p:BaseIntermediateOutputPath=${folder}/`, '-nodeReuse:false'], { cwd: folder, env: QUIET_DOTNET, timeout: RESTORE_MILLIS });
    if (code === 0) return undefined;
    if (code === 127) return { kind: 'none', why: 'BICEP is not set, there is no bicep of the version on the path, and no .NET that could restore one.' };
    const said = `${stderr}\n${stdout}`.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    return { kind: 'none', why: `dotnet restore of the compiler failed: ${said.find((line) => line.includes('error')) ?? said[0] ?? `exit code ${code}`}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
