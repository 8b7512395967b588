import { z } from 'zod';
import { canonicalJson } from '../../kernel/canonicalJson';
import { calendarDateSchema, instantSchema } from '../../kernel/schemas';

/** SHA-256 of a text's UTF-8, in lower hex. */
export type Digest = (text: string) => string;

/** AUD-1: one record in a seal: whose chain it is in, and the digest of its canonical JSON as it was stored. */
export const sealedRecordSchema = z.object({
  id: z.string(),
  /** Absent: it concerns no customer. Those have a chain of their own. */
  customerId: z.string().optional(),
  digest: z.string(),
});

export type SealedRecord = z.infer<typeof sealedRecordSchema>;

/** AUD-1: proves a day of a tenant's log, or a part of it, and by `previous` all seals before it. */
export const sealSchema = z.object({
  tenantId: z.string(),
  /** 1, 2, 3 …, without gaps, for each tenant. */
  number: z.number().int().positive(),
  day: calendarDateSchema,
  /** Records of the day with greater ids; absent: from the first on. */
  after: z.string().optional(),
  /** Up to this id, included; absent: all there were of the day. */
  through: z.string().optional(),
  /** What was found, or came, after the day was sealed: any ids of it. */
  late: z.literal(true).optional(),
  /** The last day that was sealed in turn, and how far: where the next seal goes on. */
  reached: z.object({ day: calendarDateSchema, through: z.string().optional() }).optional(),
  /** Hash of the seal before; empty of the first. */
  previous: z.string(),
  records: z.number().int().nonnegative(),
  /** Chains: customers with a record, and one more for records without a customer. */
  chains: z.number().int().nonnegative(),
  /** Digest of the heads of the chains. */
  heads: z.string(),
  /** Names the rows that hold its records. */
  run: z.string(),
  sealedAt: instantSchema,
  /** Of all the above. */
  hash: z.string(),
});

export type Seal = z.infer<typeof sealSchema>;

/** The text of a record that its digest is of. @param stored the row's value. */
export const recordText = (stored: Readonly<Record<string, unknown>>): string => canonicalJson(stored);

interface Chain {
  readonly count: number;
  readonly head: string;
}

/**
 * AUD-1: the chains of one seal, one for each customer of the day: each link is the digest of the link before and of the record's id and digest, so that none can be taken out, put in, changed or moved without another head.
 * Records are added in order of their ids.
 */
export class Chains {
  private readonly ofCustomer = new Map<string, Chain>();

  constructor(
    private readonly of: Pick<Seal, 'tenantId' | 'day'>,
    private readonly digest: Digest,
  ) {}

  add({ id, customerId = '', digest }: SealedRecord): void {
    const { count, head } = this.ofCustomer.get(customerId) ?? { count: 0, head: this.digest(['nextterm audit chain 1', this.of.tenantId, this.of.day, customerId].join('\n')) };
    this.ofCustomer.set(customerId, { count: count + 1, head: this.digest([head, id, digest].join('\n')) });
  }

  get count(): number {
    return this.ofCustomer.size;
  }

  /** Digest of `customer id, count, head` of each chain, in order of the customers. */
  get heads(): string {
    const lines = [...this.ofCustomer].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([customerId, { count, head }]) => `${customerId},${count},${head}`);
    return this.digest(lines.join('\n'));
  }
}

/** Over all of a seal but the hash itself. */
export const sealHash = (seal: Omit<Seal, 'hash'>, digest: Digest): string => digest(canonicalJson({ ...seal, hash: undefined }));
