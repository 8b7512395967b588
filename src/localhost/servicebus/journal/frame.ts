import { type Op } from '../engine/op';
import { type Content, type Facts } from '../engine/message';
import { type RuleDefinition } from '../engine/rule';
import { crc32 } from './crc32';

/** Length and checksum of what follows, each 4 bytes. */
export const HEAD = 8;

interface KeptContent {
  readonly d?: 1;
  readonly p?: number;
  readonly t?: number;
  readonly m: string;
  readonly s?: string;
  /** Bytes of annotations and of the rest. */
  readonly n: readonly [number, number];
}
type Kept =
  | { readonly k: 'put'; readonly e: string; readonly f: KeptFacts; readonly c: KeptContent; readonly dc?: number; readonly df?: 1 }
  | { readonly k: 'remove'; readonly e: string; readonly q: number }
  | { readonly k: 'change'; readonly e: string; readonly q: number; readonly dc: number; readonly df?: 1; readonly c?: KeptContent }
  | { readonly k: 'sessionState'; readonly e: string; readonly s: string; readonly n: number | null; readonly at: number }
  | { readonly k: 'seen'; readonly e: string; readonly m: string; readonly at: number }
  | { readonly k: 'rule'; readonly e: string; readonly r: RuleDefinition }
  | { readonly k: 'noRule'; readonly e: string; readonly n: string }
  | { readonly k: 'numbered'; readonly e: string; readonly q: number };
type KeptFacts = Omit<Facts, 'expiresAt'> & { readonly expiresAt?: number };

/** The changes of one command as one frame: the journal holds all of them or none. */
export function encodeFrame(ops: readonly Op[]): Buffer {
  const blobs: Buffer[] = [];
  const text = Buffer.from(JSON.stringify(ops.map((op) => keep(op, blobs))));
  const head = Buffer.alloc(HEAD + 4);
  head.writeUInt32BE(text.length, HEAD);
  const frame = Buffer.concat([head, text, ...blobs]);
  frame.writeUInt32BE(frame.length - HEAD, 0);
  frame.writeUInt32BE(crc32(frame.subarray(HEAD)), 4);
  return frame;
}

/** @param payload what follows the head of a frame. */
export function decodeFrame(payload: Buffer): Op[] {
  const textEnd = 4 + payload.readUInt32BE(0);
  const kept = JSON.parse(payload.toString('utf8', 4, textEnd)) as Kept[];
  let at = textEnd;
  const bytes = (length: number): Buffer => {
    at += length;
    return Buffer.from(payload.subarray(at - length, at));
  };
  return kept.map((op) => unkeep(op, bytes));
}

function keepContent({ annotations, bare, durable, priority, ttl, messageId, sessionId }: Content, blobs: Buffer[]): KeptContent {
  if (annotations) blobs.push(annotations);
  blobs.push(bare);
  return {
    m: messageId,
    n: [annotations?.length ?? 0, bare.length],
    ...(durable && { d: 1 }),
    ...(priority !== 4 && { p: priority }),
    ...(ttl !== undefined && { t: ttl }),
    ...(sessionId !== undefined && { s: sessionId }),
  };
}

function unkeepContent({ d, p, t, m, s, n: [annotations, bare] }: KeptContent, bytes: (length: number) => Buffer): Content {
  return {
    ...(annotations > 0 && { annotations: bytes(annotations) }),
    bare: bytes(bare),
    durable: d === 1,
    priority: p ?? 4,
    ...(t !== undefined && { ttl: t }),
    messageId: m,
    ...(s !== undefined && { sessionId: s }),
  };
}

function keep(op: Op, blobs: Buffer[]): Kept {
  switch (op.kind) {
    case 'put': {
      const { expiresAt, ...facts } = op.facts;
      return {
        k: 'put', e: op.entity, f: { ...facts, ...(expiresAt !== Infinity && { expiresAt }) }, c: keepContent(op.content, blobs),
        ...(op.deliveryCount > 0 && { dc: op.deliveryCount }), ...(op.deferred && { df: 1 }),
      };
    }
    case 'remove':
      return { k: 'remove', e: op.entity, q: op.seq };
    case 'change':
      return { k: 'change', e: op.entity, q: op.seq, dc: op.deliveryCount, ...(op.deferred && { df: 1 }), ...(op.content && { c: keepContent(op.content, blobs) }) };
    case 'sessionState':
      if (op.state) blobs.push(op.state);
      return { k: 'sessionState', e: op.entity, s: op.sessionId, n: op.state?.length ?? null, at: op.at };
    case 'seen':
      return { k: 'seen', e: op.entity, m: op.messageId, at: op.at };
    case 'rule':
      return { k: 'rule', e: op.entity, r: op.rule };
    case 'noRule':
      return { k: 'noRule', e: op.entity, n: op.name };
    case 'numbered':
      return { k: 'numbered', e: op.entity, q: op.lastSeq };
  }
}

function unkeep(kept: Kept, bytes: (length: number) => Buffer): Op {
  switch (kept.k) {
    case 'put':
      return { kind: 'put', entity: kept.e, facts: { ...kept.f, expiresAt: kept.f.expiresAt ?? Infinity }, content: unkeepContent(kept.c, bytes), deliveryCount: kept.dc ?? 0, deferred: kept.df === 1 };
    case 'remove':
      return { kind: 'remove', entity: kept.e, seq: kept.q };
    case 'change':
      return { kind: 'change', entity: kept.e, seq: kept.q, deliveryCount: kept.dc, deferred: kept.df === 1, ...(kept.c && { content: unkeepContent(kept.c, bytes) }) };
    case 'sessionState':
      return { kind: 'sessionState', entity: kept.e, sessionId: kept.s, state: kept.n === null ? null : bytes(kept.n), at: kept.at };
    case 'seen':
      return { kind: 'seen', entity: kept.e, messageId: kept.m, at: kept.at };
    case 'rule':
      return { kind: 'rule', entity: kept.e, rule: kept.r };
    case 'noRule':
      return { kind: 'noRule', entity: kept.e, name: kept.n };
    case 'numbered':
      return { kind: 'numbered', entity: kept.e, lastSeq: kept.q };
  }
}
