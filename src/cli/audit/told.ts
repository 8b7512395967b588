import { z } from 'zod';
import { type AuditFinding, faults } from '../../domain/audit/judgeSeal';
import { type Terminal } from '../terminal';

/** What was proved, and what is wrong. */
export interface Verified {
  /** Logs that were gone through. */
  readonly logs: number;
  /** Of those the ones in which nothing is sealed yet. */
  readonly unsealed: number;
  readonly seals: number;
  readonly records: number;
  /** Records that came after their day was sealed. */
  readonly late: number;
  /** How much is wrong; more than is named, where a server names no more. */
  readonly found: number;
  readonly findings: readonly AuditFinding[];
}

/** As a server answers it. */
export const findingSchema = z.object({
  fault: z.enum(faults),
  tenantId: z.string(),
  day: z.string().optional(),
  seal: z.number().optional(),
  recordId: z.string().optional(),
  customerId: z.string().optional(),
  detail: z.string(),
});

const line = ({ fault, tenantId, day, seal, recordId, customerId, detail }: AuditFinding): string =>
  [fault, day, seal === undefined ? undefined : `seal ${seal}`, recordId && `record ${recordId}`, customerId && `customer ${customerId}`, `tenant ${tenantId}`, detail].filter((part) => part !== undefined).join('  ');

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** Prints it, as lines or as JSON. @returns the exit code: 0 where all is as it was sealed. */
export const tell = (verified: Verified, asJson: boolean, terminal: Terminal): number => {
  const { logs, unsealed, seals, records, late, found, findings } = verified;
  if (asJson) terminal.print(JSON.stringify({ ok: found === 0, ...verified }, undefined, 1));
  else {
    for (const finding of findings) terminal.print(line(finding));
    const more = found > findings.length ? `; the first ${findings.length} are named` : '';
    const open = unsealed === 0 ? '' : `; ${count(unsealed, 'log has', 'logs have')} no seal yet`;
    const after = late === 0 ? '' : ` (${late} of them came after their day was sealed)`;
    terminal.print(`${count(logs, 'log', 'logs')}, ${count(seals, 'seal', 'seals')}, ${count(records, 'record', 'records')}${after}, ${count(found, 'fault', 'faults')}${more}${open}`);
  }
  return found === 0 ? 0 : 1;
};
