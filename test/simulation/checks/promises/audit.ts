import { type AuditRecord } from '../../../../src/domain/audit/state';
import { type Exchange, mustHold, type Check, type Happened } from '../../engine/check';

/** Posted, and yet they change nothing. */
const POSTED_READS = /checkInventory|\/checkeligibility|promotionEligibilities|\/validations\/address|\/migrations\/newcommerce\/validate|\/productUpgrades\/eligibility|\/productUpgrades\/[^/]+\/status/i;

const isPreview = (path: string): boolean => /[?&]preview=true/i.test(path);

/** AUD-1: whatever is no read and no preview. */
const isCommand = ({ call: { method, path } }: Exchange): boolean => method !== 'GET' && !isPreview(path) && !POSTED_READS.test(path);

interface Expected {
  readonly what: string;
  readonly correlationId: string;
  readonly tenantId: string;
  readonly outcome: 'succeeded' | 'failed';
  readonly httpStatus: number;
  readonly code?: number;
  attempts: number;
}

const idOf = ({ call: { headers } }: Exchange): string => headers['MS-RequestId'] ?? '';

const expectedOf = ({ call, reply, attempts }: Exchange): Expected => {
  const code = (reply.body as { readonly code?: unknown } | undefined)?.code;
  return {
    what: `${call.method} ${call.path}`,
    correlationId: call.headers['MS-CorrelationId'] ?? '',
    tenantId: call.caller.tenantId,
    outcome: reply.status < 400 ? 'succeeded' : 'failed',
    httpStatus: reply.status,
    ...(reply.status >= 400 && typeof code === 'number' && { code }),
    attempts,
  };
};

/** AUD-1: the records of the log, by what they are about, and the commands that must be among them. */
class AuditModel {
  private readonly commands = new Map<string, Expected>();
  private readonly records = new Map<string, Map<string, AuditRecord>>();

  /** @returns whether a command was put to the proof. @throws Broken */
  happened({ exchanges, changes, isFaulty }: Happened): boolean {
    for (const { table, after } of changes) {
      const record = after as AuditRecord | undefined;
      if (table !== 'Audit' || record === undefined || !('requestId' in record) || !('operationType' in record)) continue;
      const known = this.records.get(String(record.requestId)) ?? new Map<string, AuditRecord>();
      known.set(`${record.tenantId} ${record.id}`, record);
      this.records.set(String(record.requestId), known);
    }
    const commands = exchanges.filter(isCommand);
    for (const exchange of commands) {
      const [id, expected] = [idOf(exchange), expectedOf(exchange)];
      const before = this.commands.get(id);
      this.commands.set(id, { ...expected, attempts: expected.attempts + (before?.attempts ?? 0) });
      if (!isFaulty) this.isRecorded(id);
    }
    return commands.length > 0;
  }

  /** What was cut off is in the log once nothing is due. @throws Broken */
  settled(): void {
    for (const id of this.commands.keys()) this.isRecorded(id);
  }

  private isRecorded(id: string): void {
    const expected = this.commands.get(id);
    if (expected === undefined) return;
    const { what, correlationId, tenantId, outcome, httpStatus, code, attempts } = expected;
    const own = [...(this.records.get(id)?.values() ?? [])].filter((record) => record.tenantId === tenantId);
    const found = (): string => own.map((record) => `${record.id} ${record.status} ${record.httpStatus} ${record.code}`).join(', ');
    mustHold(own.length > 0, 'AUD-1', () => `${what} (request ${id}) is answered with ${httpStatus} and is not in the audit log`);
    mustHold(own.length <= attempts, 'AUD-1', () => `${what} (request ${id}) was sent ${attempts} times and is in the audit log ${own.length} times: ${found()}`);
    mustHold(own.every((record) => record.correlationId === correlationId), 'AUD-1', () => `${what} (request ${id}) is in the audit log under another correlation id than ${correlationId}`);
    // Where an attempt was cut off it may have stored what a later one found done.
    const says = own.some((record) => record.status === outcome && record.httpStatus === httpStatus && record.code === code);
    mustHold(says || attempts > 1, 'AUD-1', () => `${what} (request ${id}) is answered with ${httpStatus} ${code ?? ''}, and the audit log says: ${found()}`);
  }
}

/** AUD-1: every command, accepted or refused, is in its tenant's log with its outcome, request and correlation id, and not more often than it was sent. */
export const audit = (): Check => {
  const model = new AuditModel();
  return {
    name: 'audit',
    after: (happened, seen) => {
      if (model.happened(happened)) seen.proved('AUD-1');
    },
    settled: () => model.settled(),
  };
};
