import { z } from 'zod';
import { AnchoredSeals, type AnchoredSeal, anchoredSealSchema, type AuditFinding } from '../../domain/audit/judgeSeal';
import { ask } from '../server';
import { type Anchor, type LastSeals } from './anchorFile';
import { findingSchema, type Verified } from './told';

const checkedSchema = z.object({
  tenants: z.number(),
  unsealed: z.number(),
  seals: z.number(),
  sealed: z.array(anchoredSealSchema.extend({ tenantId: z.string() })),
  records: z.number(),
  late: z.number(),
  found: z.number(),
  findings: z.array(findingSchema),
  next: z.string().optional(),
});

const anchorsSchema = z.object({ tenants: z.array(z.object({ tenantId: z.string(), seals: z.array(anchoredSealSchema) })), next: z.string().optional(), unreadable: z.array(z.unknown()).default([]) });

const pathOf = (server: string, what: string, from: string | undefined): string => `${server}/nextterm/v1/operations/audit/${what}${from === undefined ? '' : `?from=${encodeURIComponent(from)}`}`;

/**
 * All logs, by the operator's token: the server reads the records and proves the seals, and what was exported is compared here.
 * @param progress called after each part, with the records so far. @throws Problem when the server does not answer, or refuses.
 */
export const verifyAllLogs = async (server: string, token: string, anchor: Anchor | undefined, progress: (records: number) => void): Promise<Verified> => {
  const headers = { authorization: `Bearer ${token}` };
  const anchored = new Map((anchor?.tenants ?? []).map(({ tenantId, seals }) => [tenantId, new AnchoredSeals(tenantId, seals)]));
  const findings: AuditFinding[] = [];
  let [logs, unsealed, seals, records, late, found] = [0, 0, 0, 0, 0, 0];
  let next: string | undefined;
  do {
    const part = checkedSchema.parse(await ask(pathOf(server, 'check', next), { headers }));
    const differing = part.sealed.flatMap((seal) => anchored.get(seal.tenantId)?.take(seal) ?? []);
    findings.push(...part.findings, ...differing);
    logs += part.tenants;
    unsealed += part.unsealed;
    seals += part.seals;
    records += part.records;
    late += part.late;
    found += part.found + differing.length;
    ({ next } = part);
    if (next !== undefined) progress(records);
  } while (next !== undefined);
  const gone = [...anchored.values()].flatMap((each) => each.end());
  return { logs, unsealed, seals, records, late, found: found + gone.length, findings: [...findings, ...gone] };
};

/** The last seals of all logs, by the operator's token. @throws Problem when the server does not answer, or refuses. */
export const anchorsOfAllLogs = async (server: string, token: string): Promise<LastSeals> => {
  const tenants: { tenantId: string; seals: AnchoredSeal[] }[] = [];
  let unreadable = 0;
  let next: string | undefined;
  do {
    const part = anchorsSchema.parse(await ask(pathOf(server, 'anchors', next), { headers: { authorization: `Bearer ${token}` } }));
    tenants.push(...part.tenants);
    unreadable += part.unreadable.length;
    ({ next } = part);
  } while (next !== undefined);
  return { tenants, unreadable };
};
