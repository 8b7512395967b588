import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type HostCors } from '../http/hostCors';

const LocalSettings = z.looseObject({
  IsEncrypted: z.boolean().optional(),
  Values: z.record(z.string(), z.string()).default({}),
  Host: z.looseObject({ LocalHttpPort: z.int().min(0).max(65_535).optional(), CORS: z.string().optional(), CORSCredentials: z.boolean().optional() }).default({}),
});

export interface AppSettings {
  /** What the app is given; without what the environment has already. */
  readonly values: Readonly<Record<string, string>>;
  /** `Host.LocalHttpPort`. */
  readonly port?: number;
  /** `Host.CORS` (origins with commas between them, or `*`) and `Host.CORSCredentials`. */
  readonly cors?: HostCors;
  /** What is worth a line in the terminal, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads local.settings.json of an app, as Core Tools do: what the environment has already stays as it is. No file means no settings.
 * Source: "Code and test Azure Functions locally", Local settings file.
 * Errors: no JSON, values that are no text, an encrypted file; each as a sentence.
 */
export function readLocalSettings(root: string, environment: Readonly<Record<string, string | undefined>>): AppSettings {
  const path = join(root, 'local.settings.json');
  const content = readJson(path);
  if (content === undefined) return { values: {}, notes: [`${path} is not there: the app has the environment's settings alone.`] };
  const parsed = LocalSettings.safeParse(content);
  if (!parsed.success) throw new Error(`${path} is not valid:\n${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  const { IsEncrypted: encrypted, Values: values, Host: { LocalHttpPort: port, CORS: origins, CORSCredentials: credentials = false, ...others } } = parsed.data;
  if (encrypted === true) throw new Error(`${path} is encrypted, which only Core Tools can read: "func settings decrypt" undoes it.`);
  const own = Object.entries(values).filter(([name]) => environment[name] === undefined);
  const notes = Object.keys(values).filter((name) => environment[name] !== undefined).map((name) => `${name} of local.settings.json is set in the environment already, and stays what it is there.`);
  const idle = Object.keys(others).map((name) => `Host.${name} of local.settings.json has no effect on this host.`);
  const named = (origins ?? '').split(',').map((origin) => origin.trim()).filter((origin) => origin !== '');
  return { values: Object.fromEntries(own), ...(port !== undefined && { port }), ...(named.length > 0 && { cors: { origins: named, credentials } }), notes: [...notes, ...idle] };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${path} cannot be read as JSON: ${(error as Error).message}`, { cause: error });
  }
}
