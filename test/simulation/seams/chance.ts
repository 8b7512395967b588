import { type randomBytes as platformBytes } from 'crypto';
import { Random } from '../../fuzz/random';

export * from 'crypto';

/** Where the app's chance comes from: set anew for each attempt of a request and each round of the sweep, so that a second attempt draws what the first drew. */
let chance = new Random('nothing');

export const drawFrom = (...parts: readonly (number | string)[]): void => void (chance = new Random(...parts));

export const randomUUID = (): string => chance.guid();
export const randomInt = (least: number, below: number): number => least + chance.below(below - least);
export const randomBytes = ((size: number): Buffer => Buffer.from(Array.from({ length: size }, () => chance.below(256)))) as typeof platformBytes;
