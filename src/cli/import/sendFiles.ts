import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { problemsOfFiles, type CatalogueImport } from '../../app/catalogue/importCatalogue';
import { Problem } from '../problem';
import { ask, operatorToken } from '../server';
import { type Terminal } from '../terminal';
import { refusalLines } from './report';

/** What a call may send. */
const MOST_BYTES = 1024 * 1024;

const doneSchema = z.object({ markets: z.array(z.object({ country: z.string(), skus: z.number(), priceLines: z.number() })), leftOut: z.object({ count: z.number(), first: z.array(z.object({ file: z.string(), line: z.number(), sku: z.string() })) }).optional() });

const fileOf = (kind: 'price_sheet' | 'offer_matrix' | 'extras', name: string, text: string) => ({ name, kind, content: gzipSync(text).toString('base64') });

/** Sends files to a server, as its operator. @returns the exit code. @throws Problem where it does not answer or refuses, and for what is too large for a call. */
export const sendFiles = async (server: string, input: CatalogueImport, terminal: Terminal): Promise<number> => {
  // All of them, before anything is sent: an answer holds the first.
  const problems = problemsOfFiles(input);
  if (problems.length > 0) {
    for (const line of refusalLines({ kind: 'FilesNotReadable', problems })) terminal.complain(line);
    return 1;
  }
  const { priceSheets, offerMatrices, extras } = input;
  const files = [
    ...priceSheets.map(({ name, text }) => fileOf('price_sheet', name, text)),
    ...offerMatrices.map(({ name, text }) => fileOf('offer_matrix', name, text)),
    ...(extras === undefined ? [] : [fileOf('extras', extras.name, JSON.stringify(extras.value))]),
  ];
  const body = JSON.stringify({ files });
  if (body.length > MOST_BYTES) throw new Problem(`The files are ${body.length} bytes, packed, and a call takes ${MOST_BYTES}: import them straight into storage (--storage).`);
  const headers = { authorization: `Bearer ${await operatorToken(server)}`, 'content-type': 'application/json' };
  const { markets, leftOut } = doneSchema.parse(await ask(`${server}/nextterm/v1/operations/imports/${randomUUID()}`, { method: 'PUT', headers, body }));
  for (const { file, line, sku } of leftOut?.first ?? []) terminal.print(`Warning: ${file}, line ${line}: ${sku} has a price in none of the markets; the row is left out`);
  const untold = (leftOut?.count ?? 0) - (leftOut?.first.length ?? 0);
  if (untold > 0) terminal.print(`Warning: ${untold} more rows are left out`);
  for (const { country, skus, priceLines } of markets) terminal.print(`${country}: ${skus} SKUs with ${priceLines} price lines are in force`);
  terminal.print(`Imported: ${markets.reduce((sum, { priceLines }) => sum + priceLines, 0)} price lines in ${markets.length} markets`);
  return 0;
};
