import { readFile } from 'node:fs/promises';

export const words = JSON.parse(await readFile(new URL('../words.json', import.meta.url), 'utf8'));
