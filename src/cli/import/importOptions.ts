import { resolve } from 'node:path';
import { type StorageTarget } from '../../sandbox/openStorage';
import { serverAddress } from '../demo/demoCommand';
import { UsageProblem } from '../problem';

/** The flags of `npm run import` as they were given. */
export interface ImportFlags {
  readonly priceSheet: readonly string[];
  readonly offerMatrix: readonly string[];
  readonly extras?: string;
  readonly data?: string;
  readonly storage?: string;
  readonly url?: string;
}

/** The origin of a server whose API takes the files. */
export interface ServerTarget {
  readonly server: string;
}

/** Files and folder are absolute. */
export interface ImportOptions {
  readonly priceSheets: readonly string[];
  readonly offerMatrices: readonly string[];
  readonly extras?: string;
  readonly target: StorageTarget | ServerTarget;
}

const targetOf = (storage: string | undefined, url: string | undefined, dataFolder: string): ImportOptions['target'] => {
  if (url !== undefined) return { server: serverAddress(url) };
  return storage === undefined ? { dataFolder } : { storage };
};

/**
 * What the flags ask for.
 * @param cwd what a relative path is relative to
 * @throws UsageProblem for values that make no sense, alone or together
 */
export const importOptions = ({ priceSheet, offerMatrix, extras, data, storage, url }: ImportFlags, cwd: string): ImportOptions => {
  if ([...priceSheet, ...offerMatrix, extras, data, storage, url].includes('')) throw new UsageProblem('A flag has an empty value.');
  const places = Object.entries({ data, storage, url }).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}`]));
  if (places.length > 1) throw new UsageProblem(`${places.join(' and ')} name ${places.length === 2 ? 'two' : 'three'} places: give one of them.`);
  if (priceSheet.length + offerMatrix.length === 0 && extras === undefined) throw new UsageProblem('There is nothing to import: name a price sheet, an offer matrix or extras.');
  const absolute = (file: string): string => resolve(cwd, file);
  return {
    priceSheets: priceSheet.map(absolute),
    offerMatrices: offerMatrix.map(absolute),
    ...(extras !== undefined && { extras: absolute(extras) }),
    target: targetOf(storage, url, absolute(data ?? '.nextterm')),
  };
};
