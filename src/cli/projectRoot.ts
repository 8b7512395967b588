import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const above = (folder: string): string => (existsSync(join(folder, 'package.json')) ? folder : above(dirname(folder)));

/** The folder of package.json, whether this file runs from src/ or from dist/. */
export const PROJECT_ROOT = above(__dirname);
