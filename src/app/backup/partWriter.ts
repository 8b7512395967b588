import { type BackupFiles, type Packing } from './backupFiles';
import { sha256, type BackupFile, type BucketPlace } from './backupForm';
import { type Bucket } from './bucket';

/** Characters of a part before it is packed: what is held in memory of it. */
const MOST_TEXT = 8_000_000;

/** Lines that become files of some megabytes, each written once it is full. */
export class LinesWriter {
  readonly files: BackupFile[] = [];
  private lines: string[] = [];
  private text = 0;

  /** @param nameOf of the file of that number, from 1. */
  constructor(
    private readonly ports: { readonly files: BackupFiles; readonly packing: Packing },
    private readonly nameOf: (number: number) => string,
  ) {}

  /** Of the file that the next line comes into. */
  get name(): string {
    return this.nameOf(this.files.length + 1);
  }

  /** Whether nothing is in the file that the next line comes into. */
  get isFresh(): boolean {
    return this.lines.length === 0;
  }

  /** @returns whether the file was full with it, and is written. */
  async add(lines: readonly string[]): Promise<boolean> {
    this.lines.push(...lines);
    this.text += lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (this.text < MOST_TEXT) return false;
    await this.end();
    return true;
  }

  /** Writes what is left, if anything is. */
  async end(): Promise<void> {
    if (this.lines.length === 0) return;
    const [{ name }, content] = [this, await this.ports.packing.pack(`${this.lines.join('\n')}\n`)];
    await this.ports.files.put(name, content);
    this.files.push({ name, bytes: content.length, sha256: sha256(content) });
    [this.lines, this.text] = [[], 0];
  }
}

/** Writes buckets into parts: a line that says what comes, and a line for each row. */
export class PartWriter {
  private readonly lines: LinesWriter;
  private inPart = 0;
  rows = 0;

  constructor(ports: { readonly files: BackupFiles; readonly packing: Packing }, nameOf: (number: number) => string) {
    this.lines = new LinesWriter(ports, nameOf);
  }

  get parts(): readonly BackupFile[] {
    return this.lines.files;
  }

  async write({ partition, rows, hash }: Bucket): Promise<BucketPlace> {
    const place = { part: this.lines.name, at: this.inPart };
    const isWritten = await this.lines.add([JSON.stringify([partition, rows.length, hash]), ...rows.map(({ key, text }) => `[${JSON.stringify(key)},${text}]`)]);
    this.inPart = isWritten ? 0 : this.inPart + 1;
    this.rows += rows.length;
    return place;
  }

  end(): Promise<void> {
    return this.lines.end();
  }
}
