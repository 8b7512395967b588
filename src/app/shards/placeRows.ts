import { ANY_ETAG, type Write } from '../../kernel/partitionStore';

/** Rows in every partition of a customer's, where there are several accounts: they say what the partition is to its account. Nobody above the store sees them. */
export const placePrefix = 'place|';

export const places = {
  /** It is at home here. Every transaction touches this row, so where it is gone nothing can be written, whatever a process remembers of the map. */
  open: `${placePrefix}open`,
  /** Its rows were copied elsewhere by this move, and are taken away here. */
  leaving: (move: string): string => `${placePrefix}leaving|${move}`,
  /** They are being copied here by this move. */
  arriving: (move: string): string => `${placePrefix}arriving|${move}`,
  /** That move has begun here. Stays for good, so that a process that was held up does not begin it again once it is over. */
  begun: (move: string): string => `${placePrefix}begun|${move}`,
} as const;

const value = { type: 'place' };

/** Refuses its transaction where the row is not there, and writes nothing new. */
export const requires = (key: string): Write => ({ op: 'update', key, value, etag: ANY_ETAG });
export const makes = (key: string): Write => ({ op: 'create', key, value });
export const puts = (key: string): Write => ({ op: 'put', key, value });
/** Whatever it is: rows that only the move of that mark writes, or in a transaction that a mark guards. */
export const drops = (key: string): Write => ({ op: 'delete', key, etag: ANY_ETAG });

export const isPlace = ({ key }: { readonly key: string }): boolean => key.startsWith(placePrefix);
