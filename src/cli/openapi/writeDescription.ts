import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openApiDocument, type OpenApiDocument } from '../../adapters/http/description/document';
import { version } from '../../adapters/http/description/served/version';
import { Problem } from '../problem';
import { type Terminal } from '../terminal';
import { loadRoutes } from './loadRoutes';
import { type DescriptionFormat } from './openApiCommand';

interface Wish {
  readonly format: DescriptionFormat;
  /** Absolute. */
  readonly file: string;
  readonly server: string;
}

const textOf = async (format: DescriptionFormat, document: OpenApiDocument): Promise<string> => {
  if (format === 'json') return `${JSON.stringify(document, undefined, 2)}\n`;
  if (format === 'yaml') return (await import('yaml')).stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
  const { postmanCollection } = await import('./postmanCollection.js');
  return `${JSON.stringify(await postmanCollection(document), undefined, 2)}\n`;
};

/** Writes the description to a file. @returns the exit code. @throws Problem when the file cannot be written. */
export const writeDescription = async ({ format, file, server }: Wish, terminal: Terminal): Promise<number> => {
  const document = openApiDocument(loadRoutes(), version(), server);
  const text = await textOf(format, document);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new Problem(`${file} cannot be written: ${(error as Error).message}`);
  }
  const operations = Object.values(document.paths).reduce((sum, path) => sum + Object.keys(path).length, 0);
  terminal.print(`${file}: ${operations} operations`);
  return 0;
};
