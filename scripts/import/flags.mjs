import path from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run import -- --price-sheet FILE [--price-sheet FILE …] [--offer-matrix FILE …] [--extras FILE]

  --price-sheet FILE    a price sheet in Partner Center's CSV format; may be given several times
  --offer-matrix FILE   an offer matrix in Partner Center's CSV format; may be given several times
  --extras FILE         JSON with what neither format can say: kinds, successors, promotions, …
  --data DIR            load into the local data folder (default .nextterm), whether NextTerm runs on it or not
  --storage ACCOUNT     load into this storage account instead: a connection string, or https://NAME.table.core.windows.net
                        to sign in as who you are
  --help                show this and stop`;

const FILES = { type: 'string', multiple: true };

/**
 * What the command line asks for. Read before anything is installed, so with nothing but Node. Files and folder are absolute.
 * @typedef {{ priceSheets: string[], offerMatrices: string[], extras?: string, target: { dataFolder: string } | { storage: string } }} ImportOptions
 * @param {readonly string[]} args
 * @param {string} cwd what a relative path is relative to
 * @returns {{ ok: true, help: boolean, options: ImportOptions } | { ok: false, problem: string }}
 */
export function readFlags(args, cwd) {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { 'price-sheet': FILES, 'offer-matrix': FILES, extras: { type: 'string' }, data: { type: 'string' }, storage: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }));
  } catch (error) {
    if (!String(error.code).startsWith('ERR_PARSE_ARGS')) throw error;
    return { ok: false, problem: error.message.split('\n')[0] };
  }
  const { 'price-sheet': sheets = [], 'offer-matrix': matrices = [], extras, data, storage } = values;
  if ([...sheets, ...matrices, extras, data, storage].includes('')) return { ok: false, problem: 'A flag has an empty value.' };
  if (data !== undefined && storage !== undefined) return { ok: false, problem: '--data and --storage name two places: give one of them.' };
  const help = values.help === true;
  if (!help && sheets.length + matrices.length === 0 && extras === undefined) return { ok: false, problem: 'There is nothing to import: name a price sheet, an offer matrix or extras.' };
  const absolute = (file) => path.resolve(cwd, file);
  return {
    ok: true,
    help,
    options: {
      priceSheets: sheets.map(absolute),
      offerMatrices: matrices.map(absolute),
      ...(extras === undefined ? {} : { extras: absolute(extras) }),
      target: storage === undefined ? { dataFolder: absolute(data ?? '.nextterm') } : { storage },
    },
  };
}
