import { z } from 'zod';
import { type LongMember, longMembers, recordPartsSchema, type RecordParts } from './recordParts';
import { Chains, type Digest, type Seal, type SealedRecord, sealHash } from './seal';

/** What is wrong with a log. */
export const faults = [
  /** A record that was sealed is not there. */
  'record_missing',
  /** It is not as it was sealed. */
  'record_changed',
  /** Its row is damaged. */
  'record_unreadable',
  /** It is in no seal, though its day is sealed. */
  'record_added',
  /** A seal is not what it was made as, or its list of records is not. */
  'seal_changed',
  'seal_missing',
  /** A seal does not go on from the one before it, which was then replaced. */
  'seal_replaced',
  /** A day has records, is over, and was never sealed. */
  'day_not_sealed',
  /** A seal is another than was exported. */
  'anchor_differs',
] as const;

export interface AuditFinding {
  readonly fault: (typeof faults)[number];
  readonly tenantId: string;
  readonly day?: string | undefined;
  /** Number of the seal. */
  readonly seal?: number | undefined;
  readonly recordId?: string | undefined;
  readonly customerId?: string | undefined;
  /** In words. */
  readonly detail: string;
}

/** What there is of one record: how it was sealed, and how it is stored. */
export interface Evidence {
  readonly id: string;
  /** By the seal that is looked at. */
  readonly sealed?: Omit<SealedRecord, 'id'> | undefined;
  /** Number of the late seal that it is in instead. */
  readonly sealedLate?: number | undefined;
  /** It came late, and is to be in a late seal shortly. */
  readonly awaitsSeal?: true | undefined;
  /** As it is stored, as canonical JSON; absent: it is not there. */
  readonly record?: string | undefined;
  /** Why nobody can read it. */
  readonly unreadable?: string | undefined;
  /** What of it lies in rows of its own, as far as these are there. */
  readonly texts?: { readonly [member in LongMember]?: string | undefined } | undefined;
}

const partsOf = (record: string): RecordParts => {
  const { parts } = JSON.parse(record) as { parts?: unknown };
  return recordPartsSchema.catch({}).parse(parts ?? {});
};

/**
 * AUD-1: proves one seal on what is stored now. Evidence is taken in order of the records' ids; nothing is kept of it but the heads of the chains.
 */
export class SealJudge {
  private readonly chains: Chains;
  private records = 0;

  constructor(
    private readonly seal: Seal,
    private readonly digest: Digest,
  ) {
    this.chains = new Chains(seal, digest);
  }

  /** @returns what is wrong with the record. */
  take(evidence: Evidence): AuditFinding | undefined {
    const { id, sealed, sealedLate, awaitsSeal } = evidence;
    if (sealed === undefined) return sealedLate === undefined && awaitsSeal === undefined ? this.found('record_added', evidence, 'is in no seal of its day') : undefined;
    this.chains.add({ id, ...sealed });
    this.records += 1;
    return this.judge(evidence, sealed.digest);
  }

  /** @returns what is wrong with the seal itself, once all its records are taken. */
  end(): AuditFinding | undefined {
    const { seal, digest, chains, records } = this;
    const wrong = sealHash(withoutHash(seal), digest) !== seal.hash ? 'the seal itself is not what its hash says' : records !== seal.records ? `it is of ${seal.records} records, and lists ${records}` : chains.count !== seal.chains || chains.heads !== seal.heads ? 'the records it lists are not those it was made of' : undefined;
    return wrong === undefined ? undefined : { fault: 'seal_changed', ...this.place, detail: wrong };
  }

  private judge(evidence: Evidence, digest: string): AuditFinding | undefined {
    const { record, unreadable, texts = {} } = evidence;
    if (record === undefined) return this.found('record_missing', evidence, 'was sealed, and is not there');
    if (unreadable !== undefined) return this.found('record_unreadable', evidence, unreadable);
    if (this.digest(record) !== digest) return this.found('record_changed', evidence, 'is not as it was sealed');
    const parts = partsOf(record);
    const wrong = longMembers.find((member) => parts[member] !== undefined && (texts[member] === undefined || this.digest(texts[member]) !== parts[member].digest));
    return wrong === undefined ? undefined : this.found('record_changed', evidence, texts[wrong] === undefined ? `its ${wrong} is not there` : `its ${wrong} is not as it was sealed`);
  }

  private get place(): Pick<AuditFinding, 'tenantId' | 'day' | 'seal'> {
    const { tenantId, day, number } = this.seal;
    return { tenantId, day, seal: number };
  }

  private found(fault: AuditFinding['fault'], { id, sealed }: Evidence, detail: string): AuditFinding {
    return { fault, ...this.place, recordId: id, ...(sealed?.customerId !== undefined && { customerId: sealed.customerId }), detail };
  }
}

const withoutHash = ({ hash: _hash, ...seal }: Seal): Omit<Seal, 'hash'> => seal;

/** AUD-1: proves that the seals of one tenant are all there, each on the one before it. They are taken in order of their numbers, from the first on. */
export class SealSequence {
  private last: Pick<Seal, 'number' | 'hash'> = { number: 0, hash: '' };

  constructor(private readonly tenantId: string) {}

  /** @returns what is wrong with what came before the seal. */
  take({ number, day, hash, previous }: Pick<Seal, 'number' | 'day' | 'hash' | 'previous'>): AuditFinding | undefined {
    const { last, tenantId } = this;
    this.last = { number, hash };
    const missing = number - last.number - 1;
    if (missing > 0) return { fault: 'seal_missing', tenantId, seal: last.number + 1, detail: missing === 1 ? 'is not there' : `is not there, nor any up to ${number - 1}` };
    return previous === last.hash ? undefined : { fault: 'seal_replaced', tenantId, day, seal: last.number, detail: `is another than the one that seal ${number} was made after` };
  }
}

/** A seal as it is exported. */
export const anchoredSealSchema = z.object({ number: z.number().int().positive(), day: z.string(), hash: z.string() });

export type AnchoredSeal = z.infer<typeof anchoredSealSchema>;

/** AUD-1: proves that what was exported of one tenant's seals is still so. Seals are taken in any order. */
export class AnchoredSeals {
  private readonly left: Map<number, AnchoredSeal>;

  constructor(
    private readonly tenantId: string,
    anchored: readonly AnchoredSeal[],
  ) {
    this.left = new Map(anchored.map((each) => [each.number, each]));
  }

  take({ number, day, hash }: AnchoredSeal): AuditFinding | undefined {
    const anchored = this.left.get(number);
    this.left.delete(number);
    if (anchored === undefined || anchored.hash === hash) return undefined;
    return { fault: 'anchor_differs', tenantId: this.tenantId, day, seal: number, detail: 'is not the one that was exported: it, or what it was made after, was written anew' };
  }

  /** What was exported and was not taken. */
  end(): readonly AuditFinding[] {
    return [...this.left.values()].map(({ number, day }) => ({ fault: 'seal_missing', tenantId: this.tenantId, day, seal: number, detail: 'was exported, and is not there' }));
  }
}
