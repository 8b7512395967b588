import { type Evidence } from '../../../domain/audit/judgeSeal';
import { recordPartsSchema } from '../../../domain/audit/recordParts';
import { recordText, type Seal, type SealedRecord } from '../../../domain/audit/seal';
import { type PartitionStore, type Row } from '../../../kernel/partitionStore';
import { failure, success, type Result } from '../../../kernel/result';
import { type Refusal } from '../../refusals';
import { readLongTexts } from '../longTexts';
import { whyUnreadable } from '../auditBook';
import { allSeals, linksBetween, readSeal } from './sealBook';
import { recordsPartition, sealingPartition } from './sealKeys';

/** What there is of some of the records that a seal is of. */
export interface EvidencePage {
  readonly items: readonly Evidence[];
  /** Where the next page goes on; absent: that was all. */
  readonly next?: string;
}

/** Records of a page. */
const MOST_ITEMS = 200;
/** Characters of a page, but for what one record has. */
const MOST_TEXT = 2_000_000;

interface Stored {
  readonly id: string;
  readonly evidence: Omit<Evidence, 'id' | 'sealed' | 'sealedLate'>;
  readonly size: number;
}

const storedOf = async (audit: PartitionStore, { tenantId, day }: Seal, row: Row): Promise<Stored> => {
  const record = recordText(row.value);
  const unreadable = whyUnreadable(row);
  const parts = recordPartsSchema.safeParse(row.value['parts']).data;
  const texts = parts === undefined ? undefined : await readLongTexts(audit, tenantId, day, row.key, parts);
  const size = Object.values(texts ?? {}).reduce((sum, text) => sum + text.length, record.length);
  return { id: row.key, evidence: { record, ...(unreadable !== undefined && { unreadable }), ...(texts !== undefined && { texts }) }, size };
};

/** As many as a page takes; one at least. */
const withinSize = async (audit: PartitionStore, seal: Seal, rows: readonly Row[]): Promise<readonly Stored[]> => {
  const taken: Stored[] = [];
  let size = 0;
  for (const row of rows) {
    const stored = await storedOf(audit, seal, row);
    if (taken.length > 0 && size + stored.size > MOST_TEXT) break;
    taken.push(stored);
    size += stored.size;
  }
  return taken;
};

/** Numbers of the late seals of the day by what they list. */
const lateOnes = async (audit: PartitionStore, { tenantId, day }: Seal): Promise<ReadonlyMap<string, number>> => {
  const { seals } = await allSeals(audit, tenantId);
  const found = new Map<string, number>();
  for (const seal of seals) if (seal.day === day && seal.late === true) for (const { id } of await linksBetween(audit, seal)) found.set(id, seal.number);
  return found;
};

/** Whether what is in no seal of the day has come late, and is not sealed yet. */
const awaitsLateSeal = async (audit: PartitionStore, { tenantId, day }: Seal): Promise<boolean> => (await audit.list(sealingPartition(day), { prefix: `${tenantId}|`, limit: 1 })).rows.length > 0;

const sealedOf = ({ id: _id, ...sealed }: SealedRecord): Evidence['sealed'] => sealed;

/** What a late seal lists, which may be any records of the day. */
const ofLateSeal = async (audit: PartitionStore, seal: Seal, after: string | undefined): Promise<EvidencePage> => {
  const listed = await linksBetween(audit, seal, after);
  const items: Evidence[] = [];
  let size = 0;
  for (const record of listed) {
    if (items.length === MOST_ITEMS || size > MOST_TEXT) return { items, ...(items.at(-1) && { next: items.at(-1)?.id ?? '' }) };
    const row = await audit.read(recordsPartition(seal.tenantId, seal.day), record.id);
    const stored = row && (await storedOf(audit, seal, row));
    size += stored?.size ?? 0;
    items.push({ id: record.id, sealed: sealedOf(record), ...stored?.evidence });
  }
  return { items };
};

/**
 * AUD-1: a page of what a seal is of, in order of the ids: what it lists, what is stored of that, and what is stored of its part of the day beside. Two queries; a few more where something is not as it was sealed.
 * @param after what a page before gave as `next`. @throws when the store fails.
 */
export const evidenceOf = async (audit: PartitionStore, seal: Seal, after: string | undefined): Promise<EvidencePage> => {
  if (seal.late === true) return ofLateSeal(audit, seal, after);
  const { through } = seal;
  const from = after ?? seal.after;
  const page = await audit.list(recordsPartition(seal.tenantId, seal.day), { limit: MOST_ITEMS, ...(from !== undefined && { after: from }) });
  const rows = page.rows.filter(({ key }) => through === undefined || key <= through);
  const stored = await withinSize(audit, seal, rows);
  const isAll = stored.length === rows.length && (page.continuation === undefined || rows.length < page.rows.length || rows.at(-1)?.key === through);
  const upTo = isAll ? through : stored.at(-1)?.id;
  const listed = new Map((await linksBetween(audit, seal, from, upTo)).map((record) => [record.id, record]));
  const found = new Map(stored.map(({ id, evidence }) => [id, evidence]));
  const isListed = stored.every(({ id }) => listed.has(id));
  // The note first: where it is gone by now, the seal that came of it is there.
  const isOpen = !isListed && (await awaitsLateSeal(audit, seal));
  const late = isListed ? undefined : await lateOnes(audit, seal);
  const ids = [...new Set([...listed.keys(), ...found.keys()])].toSorted((a, b) => (a < b ? -1 : 1));
  const items = ids.map((id): Evidence => {
    const record = listed.get(id);
    const sealedLate = record === undefined ? late?.get(id) : undefined;
    const standing = record !== undefined ? { sealed: sealedOf(record) } : sealedLate !== undefined ? { sealedLate } : isOpen ? { awaitsSeal: true as const } : {};
    return { id, ...standing, ...found.get(id) };
  });
  return { items, ...(!isAll && upTo !== undefined && { next: upTo }) };
};

/** AUD-1: the same of a seal of the tenant's own log, with the seal. Refused: AuditSealNotFound. @throws RowUnreadable. */
export const auditEvidence = async (audit: PartitionStore, tenantId: string, number: number, after: string | undefined): Promise<Result<EvidencePage & { readonly seal: Seal }, Refusal>> => {
  const seal = await readSeal(audit, tenantId, number);
  return seal === undefined ? failure({ kind: 'AuditSealNotFound', number }) : success({ seal, ...(await evidenceOf(audit, seal, after)) });
};
