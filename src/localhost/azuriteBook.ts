/**
 * How a book of Azurite's (all tables, all blobs, …) lies on disk: as one JSON document with each row on a line of its own, so that it is written and read piece by piece. Azurite itself makes one string of it,
 * and there is none of more than 512 MB. What these functions use is handed to them, since they run in Azurite's process too, where they are put as text.
 */

/** What they use of `node:fs`. */
export type BookFiles = Pick<typeof import('node:fs'), 'openSync' | 'readSync' | 'closeSync' | 'readFileSync'>;

/** A collection of lokijs, the database inside Azurite. */
export interface Collection {
  readonly data: readonly unknown[];
}

/** A database of lokijs. */
export interface Book {
  readonly collections: readonly Collection[];
  readonly serializeReplacer: (key: string, value: unknown) => unknown;
}

/** @returns the whole book as of now, in pieces of about a megabyte. Any JSON parser can read it, if it can hold it. */
export const bookInPieces = (book: Book): Buffer[] => {
  const pieces: Buffer[] = [];
  let text = '';
  const put = (line: string): void => {
    text += line;
    if (text.length < 1_000_000) return;
    pieces.push(Buffer.from(text));
    text = '';
  };
  put('{"collections":[\n');
  book.collections.forEach((collection, number) => {
    const head = JSON.stringify({ ...collection, data: undefined }, book.serializeReplacer);
    put(`${number === 0 ? '' : ','}${head.slice(0, -1)},"data":[\n`);
    const last = collection.data.length - 1;
    collection.data.forEach((row, position) => put(`${JSON.stringify(row)}${position === last ? '' : ','}\n`));
    put(']}\n');
  });
  put(`],${JSON.stringify({ ...book, collections: undefined }, book.serializeReplacer).slice(1)}\n`);
  pieces.push(Buffer.from(text));
  return pieces;
};

/**
 * Reads a book, also one that Azurite wrote itself.
 * @param keepRows false: every row is looked at, and none is kept
 * @throws SyntaxError where it is cut short, or no JSON; what the file system says
 */
export const readBook = (fs: BookFiles, file: string, keepRows: boolean): unknown => {
  const cutShort = (): SyntaxError => new SyntaxError(`${file} is cut short`);
  const collections: { data: unknown[] }[] = [];
  let open: { data: unknown[] } | undefined;
  let lines = 0;
  let rest: object | undefined;
  const take = (line: string): void => {
    lines += 1;
    if (lines === 1 || line === '') return;
    if (rest !== undefined) throw new SyntaxError(`${file} goes on after its end`);
    if (line.endsWith(',"data":[')) {
      open = JSON.parse(`${line.startsWith(',') ? line.slice(1) : line}]}`) as { data: unknown[] };
      collections.push(open);
    } else if (line === ']}') open = undefined;
    else if (open !== undefined) {
      const row: unknown = JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line);
      if (keepRows) open.data.push(row);
    } else if (line.startsWith('],')) rest = JSON.parse(`{${line.slice(2)}`) as object;
    else throw cutShort();
  };
  const descriptor = fs.openSync(file, 'r');
  try {
    const piece = Buffer.alloc(1_000_000);
    /** Of a line that goes on in the next piece. A line may be longer than one, and a character may lie across two. */
    let begun: Buffer[] = [];
    for (let length = fs.readSync(descriptor, piece); length > 0; length = fs.readSync(descriptor, piece)) {
      const read = piece.subarray(0, length);
      let start = 0;
      for (let end = read.indexOf(10); end >= 0; end = read.indexOf(10, start)) {
        const line = Buffer.concat([...begun, read.subarray(start, end)]).toString('utf8');
        if (lines === 0 && line !== '{"collections":[') return JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
        begun = [];
        take(line);
        start = end + 1;
      }
      begun.push(Buffer.from(read.subarray(start)));
    }
    if (lines === 0) return JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
    if (begun.some(({ length }) => length > 0) || rest === undefined) throw cutShort();
    return { ...rest, collections };
  } finally {
    fs.closeSync(descriptor);
  }
};
