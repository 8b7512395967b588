import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AnchoredSeals, type AuditFinding, type Evidence, SealJudge, SealSequence } from '../../domain/audit/judgeSeal';
import { type Digest, sealedRecordSchema, sealSchema, type Seal } from '../../domain/audit/seal';
import { Problem } from '../problem';
import { itemsOf } from '../remote/pages';
import { ask } from '../server';
import { type Anchor, type LastSeals } from './anchorFile';
import { type Verified } from './told';

/** Computed here, of what the server says is stored: its own word counts for nothing. */
const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex');

const textSchema = z.string().optional();
const evidenceSchema = z.object({
  id: z.string(),
  sealed: sealedRecordSchema.omit({ id: true }).optional(),
  sealedLate: z.number().optional(),
  awaitsSeal: z.literal(true).optional(),
  record: textSchema,
  unreadable: textSchema,
  texts: z.object({ asked: textSchema, before: textSchema, resulted: textSchema }).optional(),
});
const pageSchema = z.object({ items: z.array(evidenceSchema), next: z.string().optional() });

/** The seals of the token's tenant. */
export interface OwnSeals {
  /** In order of their numbers. */
  readonly seals: readonly Seal[];
  /** How many more there are that the server cannot read. */
  readonly unreadable: number;
}

const marksSchema = z.object({ unreadable: z.array(z.unknown()).default([]) });

/** @throws Problem when the server does not answer, or refuses. */
export const sealsOfOwnLog = async (server: string, token: string): Promise<OwnSeals> => {
  const seals: Seal[] = [];
  let unreadable = 0;
  const read = async (uri: string, headers: Readonly<Record<string, string>>): Promise<unknown> => {
    const page = await ask(`${server}${uri}`, { headers: { authorization: `Bearer ${token}`, ...headers } });
    unreadable += marksSchema.parse(page).unreadable.length;
    return page;
  };
  for await (const item of itemsOf('/nextterm/v1/auditseals', read)) seals.push(sealSchema.parse(item));
  return { seals: seals.toReversed(), unreadable };
};

const evidencesOf = async function* (server: string, token: string, { number }: Seal): AsyncGenerator<Evidence> {
  let next: string | undefined;
  do {
    const path = `${server}/nextterm/v1/auditseals/${number}/records${next === undefined ? '' : `?from=${encodeURIComponent(next)}`}`;
    const page: z.infer<typeof pageSchema> = pageSchema.parse(await ask(path, { headers: { authorization: `Bearer ${token}` } }));
    yield* page.items;
    ({ next } = page);
  } while (next !== undefined);
};

/** What was exported of the log. @throws Problem where that cannot be told. */
const anchoredOf = (anchor: Anchor, [first]: readonly Seal[]): AnchoredSeals => {
  const own = first === undefined ? anchor.tenants : anchor.tenants.filter(({ tenantId }) => tenantId === first.tenantId);
  const [tenant, ...others] = own;
  if (tenant === undefined) throw new Problem('The anchor is of other logs than this one.');
  if (others.length > 0) throw new Problem('The log has no seals, and the anchor is of several logs: nobody can tell which of them it was.');
  return new AnchoredSeals(tenant.tenantId, tenant.seals);
};

const wrong = (found: readonly (AuditFinding | undefined)[]): readonly AuditFinding[] => found.filter((each) => each !== undefined);

/**
 * The log of the token's tenant, computed here from its records as they are stored.
 * @param progress called after each seal, with the records so far. @throws Problem when the server does not answer, or refuses.
 */
export const verifyOwnLog = async (server: string, token: string, anchor: Anchor | undefined, progress: (records: number) => void): Promise<Verified> => {
  const { seals, unreadable } = await sealsOfOwnLog(server, token);
  const tenantId = seals[0]?.tenantId ?? '';
  const findings: AuditFinding[] = Array.from({ length: unreadable }, () => ({ fault: 'seal_changed', tenantId, detail: 'the row of a seal cannot be read' }));
  const sequence = new SealSequence(tenantId);
  const anchored = anchor && anchoredOf(anchor, seals);
  let [records, late] = [0, 0];
  for (const seal of seals) {
    const judge = new SealJudge(seal, sha256);
    findings.push(...wrong([sequence.take(seal), anchored?.take(seal)]));
    for await (const evidence of evidencesOf(server, token, seal)) findings.push(...wrong([judge.take(evidence)]));
    findings.push(...wrong([judge.end()]));
    records += seal.records;
    if (seal.late === true) late += seal.records;
    progress(records);
  }
  findings.push(...(anchored?.end() ?? []));
  return { logs: 1, unsealed: seals.length === 0 ? 1 : 0, seals: seals.length, records, late, found: findings.length, findings };
};

/** The last seals of the log. @throws Problem where it has none. */
export const anchorOfOwnLog = ({ seals, unreadable }: OwnSeals, most: number): LastSeals => {
  const [first] = seals;
  if (first === undefined) throw new Problem('Nothing of the log is sealed yet: a day is sealed an hour after it is over.');
  return { tenants: [{ tenantId: first.tenantId, seals: seals.slice(-most).map(({ number, day, hash }) => ({ number, day, hash })) }], unreadable };
};
