/** Work of this process on the same things, one after another in the order in which it came. Whoever is in the midst of a turn may not ask for another one. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** @param things which `work` is about. @returns, or throws, what the work does. */
  async take<T>(things: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = things.flatMap((thing) => this.last.get(thing) ?? []);
    let end: () => void = () => undefined;
    const own = new Promise<void>((resolve) => (end = resolve));
    // All at once, so that no two ever wait for each other.
    for (const thing of things) this.last.set(thing, own);
    try {
      await Promise.all(before);
      return await work();
    } finally {
      for (const thing of things) if (this.last.get(thing) === own) this.last.delete(thing);
      end();
    }
  }
}
