import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const manifestAbove = (folder: string): string => {
  const file = join(folder, 'package.json');
  return existsSync(file) ? file : manifestAbove(dirname(folder));
};

/** Of the app, as its package.json has it, wherever the app is laid out. @throws Error when the file cannot be read. */
export const version = (): string => (JSON.parse(readFileSync(manifestAbove(__dirname), 'utf8')) as { version: string }).version;
