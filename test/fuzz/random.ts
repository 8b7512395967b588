/** Chance that can be repeated: the same seed gives the same choices, on every machine. Not for secrets. */
export class Random {
  private state: number;

  /** @param parts what the seed is made of: numbers and texts, in their order. */
  constructor(...parts: readonly (number | string)[]) {
    // FNV-1a over the text of all parts.
    let hash = 0x811c9dc5;
    for (const unit of parts.join('|')) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
    this.state = hash >>> 0;
  }

  /** 32 bits (mulberry32). */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number, `0 <= n < below`. */
  below(below: number): number {
    return this.next() % below;
  }

  /** True `percent` times of a hundred. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of them. @throws where there is none. */
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new Error('There is nothing to pick from');
    return from[this.below(from.length)] as T;
  }

  /** One of them, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [weight: number, value: T])[]): T {
    let left = this.below(from.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, value] of from) {
      if (left < weight) return value;
      left -= weight;
    }
    throw new Error('There is nothing to pick from');
  }

  /** A GUID of version 4. */
  guid(): string {
    const hex = Array.from({ length: 4 }, () => this.next().toString(16).padStart(8, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}
