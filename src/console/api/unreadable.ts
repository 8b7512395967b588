const HEADER = 'NextTerm-Unreadable';

/** How many rows an answer is short of, since nobody can read them: of files and bare lists, which cannot say so in themselves. */
export const unreadableIn = (headers: Pick<Headers, 'get'>): number => Number(headers.get(HEADER) ?? 0);
