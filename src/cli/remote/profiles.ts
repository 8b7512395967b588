import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../problem';

const profileSchema = z.discriminatedUnion('signIn', [
  /** A local server gives a token to whoever asks. */
  z.object({ signIn: z.literal('local'), url: z.string(), tenantId: z.string(), clientId: z.string() }),
  /** Entra ID, or whoever speaks as it does. `cache`: MSAL's own, with the refresh token. */
  z.object({ signIn: z.literal('entra'), url: z.string(), authority: z.string(), clientId: z.string(), scope: z.string(), cache: z.string() }),
]);

/** Which server, and who signs in. */
export type Profile = z.output<typeof profileSchema>;

const fileSchema = z.object({ profiles: z.record(z.string(), profileSchema) });

/** Where profiles are kept: `NEXTTERM_PROFILES`, else the user's own folder for settings. */
export const profilesFile = (environment: Readonly<Record<string, string | undefined>> = process.env): string =>
  environment['NEXTTERM_PROFILES'] ?? join(environment['XDG_CONFIG_HOME'] ?? environment['APPDATA'] ?? join(homedir(), '.config'), 'nextterm', 'profiles.json');

const read = async (): Promise<Readonly<Record<string, Profile>>> => {
  const file = profilesFile();
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Problem(`${file} cannot be read: ${error.message}`);
  });
  if (text === undefined) return {};
  try {
    return fileSchema.parse(JSON.parse(text)).profiles;
  } catch {
    throw new Problem(`${file} is no list of profiles: remove it, and sign in again (nextterm login).`);
  }
};

const write = async (profiles: Readonly<Record<string, Profile>>): Promise<void> => {
  const file = profilesFile();
  // Of this process alone: another command may keep a profile at the same moment, and a third read them.
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    // Refresh tokens are in it: nobody else's to read, whoever could read the file before.
    await writeFile(draft, `${JSON.stringify({ profiles }, undefined, 2)}\n`, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new Problem(`${file} cannot be written: ${(error as Error).message}`);
  }
};

/** @returns undefined where there is none of that name. @throws Problem where the file cannot be read. */
export const profileOf = async (name: string): Promise<Profile | undefined> => (await read())[name];

export const profileNames = async (): Promise<readonly string[]> => Object.keys(await read()).toSorted();

/** Over one of the same name. @throws Problem where the file cannot be written. */
export const keepProfile = async (name: string, profile: Profile): Promise<void> => write({ ...(await read()), [name]: profile });

/** @returns whether there was one. @throws Problem where the file cannot be written. */
export const forgetProfile = async (name: string): Promise<boolean> => {
  const { [name]: found, ...rest } = await read();
  if (found !== undefined) await write(rest);
  return found !== undefined;
};
