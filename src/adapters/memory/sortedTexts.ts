/** Distinct texts in ascending order of their UTF-16 units; found by halving. */
export class SortedTexts {
  private readonly texts: string[] = [];

  get length(): number {
    return this.texts.length;
  }

  /** Index of the first text that is not less than `text`; `length` if all are less. */
  firstFrom(text: string): number {
    let low = 0;
    let high = this.texts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param index 0 to `length - 1`. */
  at(index: number): string {
    const text = this.texts[index];
    if (text === undefined) throw new RangeError(`No text at ${index}`);
    return text;
  }

  copy(): SortedTexts {
    const copy = new SortedTexts();
    copy.texts.push(...this.texts);
    return copy;
  }

  add(text: string): void {
    const index = this.firstFrom(text);
    if (this.texts[index] !== text) this.texts.splice(index, 0, text);
  }

  remove(text: string): void {
    const index = this.firstFrom(text);
    if (this.texts[index] === text) this.texts.splice(index, 1);
  }
}
