/** GUIDs, and ids of orders. Etags and texts around them stay as they are. */
const ID = /\b(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{12})\b/gi;
/** `/carts/9b…`, and `"subscriptionId":"9b…"`. */
const AFTER_SEGMENT = /\/([a-z]+)\/$/i;
const AFTER_MEMBER = /"([A-Za-z]+)":"$/;

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/s$/, '');

/** `subscription` of `subscriptions` and of `subscriptionId`; undefined: the word does not say. */
const nounOf = (before: string): string | undefined => {
  const segment = AFTER_SEGMENT.exec(before)?.[1];
  if (segment !== undefined) return singular(segment);
  const name = AFTER_MEMBER.exec(before)?.[1];
  return name === undefined || !/[a-z]Id$/.test(name) ? undefined : name.slice(0, -2);
};

/** Short names for ids, `subscription2`, given in the order in which the ids are first met. */
export class ShortNames {
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** @param known ids that have a name: of partners and customers. */
  constructor(known: ReadonlyMap<string, string>) {
    for (const [id, name] of known) this.names.set(id, name);
  }

  /**
   * The text with short names in place of ids.
   * @param noun what an id is of which the text does not say so. @param shown how a name is written
   */
  in(text: string, noun = 'id', shown: (name: string) => string = (name) => `$${name}`): string {
    // First those of which a text says what they are, wherever in it.
    for (const said of [true, false]) {
      for (const match of text.matchAll(ID)) {
        const of = nounOf(text.slice(Math.max(0, match.index - 40), match.index));
        if (!this.names.has(match[0]) && (of !== undefined || !said)) this.give(match[0], of ?? noun);
      }
    }
    return text.replace(ID, (id) => shown(this.names.get(id) ?? id));
  }

  /** Which name stands for which id, of those that were met: a line of a shell each. */
  legend(text: string): string {
    return [...this.names].filter(([, name]) => new RegExp(`\\$${name}\\b`).test(text)).map(([id, name]) => `${name}=${id}`).join('\n');
  }

  private give(id: string, noun: string): void {
    const count = (this.counts.get(noun) ?? 0) + 1;
    this.counts.set(noun, count);
    this.names.set(id, `${noun}${count}`);
  }
}
