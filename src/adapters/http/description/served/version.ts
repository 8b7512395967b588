import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from '../../appFolder';

/** Of the app, as its package.json has it. @throws Error when the file cannot be read. */
export const version = (): string => (JSON.parse(readFileSync(join(appFolder(), 'package.json'), 'utf8')) as { version: string }).version;
