import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const rootAbove = (folder: string): string => (existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder)));

/** The folder that the console is built into, wherever the app is laid out. */
export const builtConsole = (): string => join(rootAbove(__dirname), 'dist', 'console');
