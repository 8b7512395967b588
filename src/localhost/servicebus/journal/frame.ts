import { type ByteSource, Encoded } from '../engine/encoded';
import { type Op } from '../engine/op';
import { type Content, type Facts } from '../engine/message';
import { type RuleDefinition } from '../engine/rule';
import { crc32 } from './crc32';
import { type FrameBuffer } from './frameBuffer';

/** Length and checksum of what follows, each 4 bytes. */
export const HEAD = 8;

interface KeptContent {
  readonly d?: 1;
  readonly p?: number;
  readonly t?: number;
  readonly s?: string;
  /** Bytes of annotations and of the rest, which follow the text. */
  readonly n: readonly [number, number];
}
type Kept =
  /** Of `c`, `o`, `a` there is one: the content; the number in this frame of an earlier change that has the same; the offset in the file where the bytes of the same begin. */
  | { readonly k: 'put'; readonly e: string; readonly f: KeptFacts; readonly c?: KeptContent; readonly o?: number; readonly a?: number; readonly dc?: number; readonly df?: 1 }
  | { readonly k: 'remove'; readonly e: string; readonly q: number }
  | { readonly k: 'change'; readonly e: string; readonly q: number; readonly dc: number; readonly df?: 1; readonly c?: KeptContent }
  | { readonly k: 'sessionState'; readonly e: string; readonly s: string; readonly n: number | null; readonly at: number }
  | { readonly k: 'seen'; readonly e: string; readonly m: string; readonly at: number }
  /** `d`: properties of its correlation filter that are dates, which JSON has as texts. */
  | { readonly k: 'rule'; readonly e: string; readonly r: RuleDefinition; readonly d?: readonly string[] }
  | { readonly k: 'noRule'; readonly e: string; readonly n: string }
  | { readonly k: 'numbered'; readonly e: string; readonly q: number };
type KeptFacts = Omit<Facts, 'expiresAt'> & { readonly expiresAt?: number };

/** Where in a frame, or in a file, encoded bytes are. */
export interface Placed {
  readonly encoded: Encoded;
  readonly offset: number;
}

/** Contents of a file by the offset of their bytes in it. */
export interface Offsets {
  readonly known: Map<Content, number>;
  /** Where in the file the frame will begin. */
  readonly start: number;
}

/**
 * Adds the changes of one command to the buffer as one frame: the journal holds all of them or none.
 * @param offsets contents that the file has already; is given those of this frame. Absent: only what is in the frame itself is not said twice.
 * @returns where encoded bytes are, counted from the beginning of the frame. Throws when some cannot be read: the buffer is worth nothing then.
 */
export function addFrame(buffer: FrameBuffer, ops: readonly Op[], offsets?: Offsets): Placed[] {
  const writer = new FrameWriter(offsets?.known);
  const text = JSON.stringify(ops.map((op, index) => writer.keep(op, index)));
  const textLength = Buffer.byteLength(text);
  const blobsStart = HEAD + 4 + textLength;
  const frame = buffer.add(blobsStart + writer.length);
  frame.writeUInt32BE(textLength, HEAD);
  frame.write(text, HEAD + 4);
  let at = blobsStart;
  for (const blob of writer.blobs) {
    if (Buffer.isBuffer(blob)) blob.copy(frame, at);
    else blob.copyTo(frame.subarray(at, at + blob.length));
    at += blob.length;
  }
  frame.writeUInt32BE(frame.length - HEAD, 0);
  frame.writeUInt32BE(crc32(frame.subarray(HEAD)), 4);
  if (offsets) for (const [content, { offset }] of writer.contents) offsets.known.set(content, offsets.start + blobsStart + offset);
  return writer.placed.map(({ encoded, offset }) => ({ encoded, offset: blobsStart + offset }));
}

class FrameWriter {
  readonly blobs: (Buffer | Encoded)[] = [];
  /** From the first blob on. */
  readonly placed: Placed[] = [];
  readonly contents = new Map<Content, { readonly op: number; readonly offset: number }>();
  length = 0;

  constructor(private readonly known: ReadonlyMap<Content, number> | undefined) {}

  keep(op: Op, index: number): Kept {
    switch (op.kind) {
      case 'put': {
        const { expiresAt, ...facts } = op.facts;
        return {
          k: 'put', e: op.entity, f: { ...facts, ...(expiresAt !== Infinity && { expiresAt }) }, ...this.#shared(op.content, index),
          ...(op.deliveryCount > 0 && { dc: op.deliveryCount }), ...(op.deferred && { df: 1 }),
        };
      }
      case 'remove':
        return { k: 'remove', e: op.entity, q: op.seq };
      case 'change':
        return { k: 'change', e: op.entity, q: op.seq, dc: op.deliveryCount, ...(op.deferred && { df: 1 }), ...(op.content && { c: this.#content(op.content) }) };
      case 'sessionState':
        if (op.state) this.#add(op.state);
        return { k: 'sessionState', e: op.entity, s: op.sessionId, n: op.state?.length ?? null, at: op.at };
      case 'seen':
        return { k: 'seen', e: op.entity, m: op.messageId, at: op.at };
      case 'rule': {
        const dates = datesOf(op.rule);
        return { k: 'rule', e: op.entity, r: op.rule, ...(dates.length > 0 && { d: dates }) };
      }
      case 'noRule':
        return { k: 'noRule', e: op.entity, n: op.name };
      case 'numbered':
        return { k: 'numbered', e: op.entity, q: op.lastSeq };
    }
  }

  #shared(content: Content, index: number): { readonly c: KeptContent } | { readonly o: number } | { readonly a: number } {
    const here = this.contents.get(content);
    if (here !== undefined) return { o: here.op };
    const elsewhere = this.known?.get(content);
    if (elsewhere !== undefined) return { a: elsewhere };
    // Without bytes of its own it has no place to be told by.
    if (content.bare.length > 0) this.contents.set(content, { op: index, offset: this.length });
    return { c: this.#content(content) };
  }

  #content({ annotations, bare, durable, priority, ttl, sessionId }: Content): KeptContent {
    for (const encoded of annotations ? [annotations, bare] : [bare]) {
      this.placed.push({ encoded, offset: this.length });
      this.#add(encoded);
    }
    return {
      n: [annotations?.length ?? 0, bare.length],
      ...(durable && { d: 1 }),
      ...(priority !== 4 && { p: priority }),
      ...(ttl !== undefined && { t: ttl }),
      ...(sessionId !== undefined && { s: sessionId }),
    };
  }

  #add(blob: Buffer | Encoded): void {
    this.blobs.push(blob);
    this.length += blob.length;
  }
}

/** Where a payload was read from: encoded bytes are not copied out of it, but read there again when they are asked for. */
export interface Origin {
  readonly source: ByteSource;
  /** Of the payload, in the source. */
  readonly start: number;
  /** Contents that came before; is given those of this payload. */
  readonly contents: Map<number, Content>;
  /** Ids of sessions that came before, and of this payload. */
  readonly texts: Map<string, string>;
}

/** @param payload what follows the head of a frame. */
export function decodeFrame(payload: Buffer, origin: Origin): Op[] {
  const textEnd = 4 + payload.readUInt32BE(0);
  const kept = JSON.parse(payload.toString('utf8', 4, textEnd)) as Kept[];
  const reader = new FrameReader(payload, textEnd, origin);
  return kept.map((op, index) => reader.unkeep(op, index));
}

class FrameReader {
  readonly #contents = new Map<number, Content>();

  constructor(
    private readonly payload: Buffer,
    private at: number,
    private readonly origin: Origin,
  ) {}

  unkeep(kept: Kept, index: number): Op {
    switch (kept.k) {
      case 'put':
        return { kind: 'put', entity: kept.e, facts: { ...kept.f, expiresAt: kept.f.expiresAt ?? Infinity }, content: this.#shared(kept, index), deliveryCount: kept.dc ?? 0, deferred: kept.df === 1 };
      case 'remove':
        return { kind: 'remove', entity: kept.e, seq: kept.q };
      case 'change':
        return { kind: 'change', entity: kept.e, seq: kept.q, deliveryCount: kept.dc, deferred: kept.df === 1, ...(kept.c && { content: this.#content(kept.c) }) };
      case 'sessionState':
        return { kind: 'sessionState', entity: kept.e, sessionId: kept.s, state: kept.n === null ? null : this.#copy(kept.n), at: kept.at };
      case 'seen':
        return { kind: 'seen', entity: kept.e, messageId: kept.m, at: kept.at };
      case 'rule':
        return { kind: 'rule', entity: kept.e, rule: withDates(kept.r, kept.d ?? []) };
      case 'noRule':
        return { kind: 'noRule', entity: kept.e, name: kept.n };
      case 'numbered':
        return { kind: 'numbered', entity: kept.e, lastSeq: kept.q };
    }
  }

  #shared({ c, o, a }: Kept & { readonly k: 'put' }, index: number): Content {
    if (c !== undefined) {
      const offset = this.origin.start + this.at;
      const content = this.#content(c);
      this.#contents.set(index, content);
      this.origin.contents.set(offset, content);
      return content;
    }
    const content = o !== undefined ? this.#contents.get(o) : this.origin.contents.get(a ?? 0);
    if (content === undefined) throw new RangeError('A change refers to a content that is not there');
    return content;
  }

  #content({ d, p, t, s, n: [annotations, bare] }: KeptContent): Content {
    return {
      annotations: annotations > 0 ? this.#encoded(annotations) : undefined,
      bare: this.#encoded(bare),
      durable: d === 1,
      priority: p ?? 4,
      ttl: t,
      sessionId: s === undefined ? undefined : this.#once(s),
    };
  }

  /** The same text once for all that have it. */
  #once(text: string): string {
    const { texts } = this.origin;
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  }

  #encoded(length: number): Encoded {
    const { source, start } = this.origin;
    this.at += length;
    return Encoded.in(source, start + this.at - length, length);
  }

  #copy(length: number): Buffer {
    this.at += length;
    return Buffer.from(this.payload.subarray(this.at - length, this.at));
  }
}

const datesOf = ({ filter }: RuleDefinition): string[] =>
  filter.kind === 'correlation' ? Object.entries(filter.match.properties ?? {}).flatMap(([name, value]) => (value instanceof Date ? [name] : [])) : [];

function withDates(rule: RuleDefinition, dates: readonly string[]): RuleDefinition {
  if (rule.filter.kind !== 'correlation' || dates.length === 0) return rule;
  const properties = Object.fromEntries(Object.entries(rule.filter.match.properties ?? {}).map(([name, value]) => [name, dates.includes(name) ? new Date(String(value)) : value]));
  return { ...rule, filter: { kind: 'correlation', match: { ...rule.filter.match, properties } } };
}
