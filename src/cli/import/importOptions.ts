import { resolve } from 'node:path';
import { type CatalogueTarget } from '../../sandbox/openCatalogue';
import { UsageProblem } from '../problem';

/** The flags of `npm run import` as they were given. */
export interface ImportFlags {
  readonly priceSheet: readonly string[];
  readonly offerMatrix: readonly string[];
  readonly extras?: string;
  readonly data?: string;
  readonly storage?: string;
}

/** Files and folder are absolute. */
export interface ImportOptions {
  readonly priceSheets: readonly string[];
  readonly offerMatrices: readonly string[];
  readonly extras?: string;
  readonly target: CatalogueTarget;
}

/**
 * What the flags ask for.
 * @param cwd what a relative path is relative to
 * @throws UsageProblem for values that make no sense, alone or together
 */
export const importOptions = ({ priceSheet, offerMatrix, extras, data, storage }: ImportFlags, cwd: string): ImportOptions => {
  if ([...priceSheet, ...offerMatrix, extras, data, storage].includes('')) throw new UsageProblem('A flag has an empty value.');
  if (data !== undefined && storage !== undefined) throw new UsageProblem('--data and --storage name two places: give one of them.');
  if (priceSheet.length + offerMatrix.length === 0 && extras === undefined) throw new UsageProblem('There is nothing to import: name a price sheet, an offer matrix or extras.');
  const absolute = (file: string): string => resolve(cwd, file);
  return {
    priceSheets: priceSheet.map(absolute),
    offerMatrices: offerMatrix.map(absolute),
    ...(extras !== undefined && { extras: absolute(extras) }),
    target: storage === undefined ? { dataFolder: absolute(data ?? '.nextterm') } : { storage },
  };
};
