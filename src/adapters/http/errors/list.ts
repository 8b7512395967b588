/** Words of a sentence, or that there are none. */
export const list = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.join(', '));
