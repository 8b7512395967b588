import { promisify } from 'node:util';
import * as platform from 'crypto';
import { type generateKeyPair as platformKeyPair, type randomBytes as platformBytes } from 'crypto';
import { Random } from '../../fuzz/random';

export * from 'crypto';

/** Where the app's chance comes from: set anew for each attempt of a request and each round of the sweep, so that a second attempt draws what the first drew. */
let chance = new Random('nothing');

export const drawFrom = (...parts: readonly (number | string)[]): void => void (chance = new Random(...parts));

/** Whose chance it is where calls run side by side; undefined: nobody's own. */
let ownChance = (): Random | undefined => undefined;

/** @param own chance of the call that asks; each draws from its own, however calls beside it interleave. */
export const askChance = (own: () => Random | undefined): void => void (ownChance = own);

const atHand = (): Random => ownChance() ?? chance;

export const randomUUID = (): string => atHand().guid();
export const randomInt = (least: number, below: number): number => least + atHand().below(below - least);
export const randomBytes = ((size: number): Buffer => Buffer.from(Array.from({ length: size }, () => atHand().below(256)))) as typeof platformBytes;

/** A pair of keys takes longer to find than a life takes; one is as good as another. */
const pairs = new Map<string, unknown>();

/** Made once by each process for each kind, and at once, so that the first life that asks goes on no later than those behind it; as a promise only, which is how the app asks. */
export const generateKeyPair = Object.assign(
  () => {
    throw new Error('A pair of keys is asked for as a promise');
  },
  {
    [promisify.custom]: async (type: 'rsa', options: object): Promise<unknown> => {
      const kind = `${type} ${JSON.stringify(options)}`;
      const made = pairs.get(kind) ?? (platform.generateKeyPairSync as (type: 'rsa', options: object) => unknown)(type, options);
      pairs.set(kind, made);
      return made;
    },
  },
) as unknown as typeof platformKeyPair;
