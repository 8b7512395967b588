import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folderAbove = (folder: string): string => (existsSync(join(folder, 'package.json')) ? folder : folderAbove(dirname(folder)));

let found: string | undefined;

/** The folder with the app's package.json, wherever the app is laid out; looked for once. */
export const appFolder = (): string => (found ??= folderAbove(__dirname));
