import { join } from 'node:path';
import { appFolder } from '../appFolder';

/** The folder that the console is built into. */
export const builtConsole = (): string => join(appFolder(), 'dist', 'console');
