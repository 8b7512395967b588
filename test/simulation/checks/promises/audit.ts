import { type AuditRecord } from '../../../../src/domain/audit/state';
import { type Exchange, mustHold, type Check, type Happened } from '../../engine/check';
import { isPostedRead } from '../postedReads';

const isPreview = (path: string): boolean => /[?&]preview=true/i.test(path);

/** AUD-1: whatever is no read and no preview. */
const isCommand = ({ call: { method, path } }: Exchange): boolean => method !== 'GET' && !isPreview(path) && !isPostedRead(path);

interface Expected {
  readonly what: string;
  readonly correlationId: string;
  readonly outcome: 'succeeded' | 'failed';
  readonly httpStatus: number;
  readonly code?: number;
  readonly attempts: number;
  /** Whether a fault met the call. */
  readonly isFaulty: boolean;
}

const idOf = ({ call: { headers } }: Exchange): string => headers['MS-RequestId'] ?? '';

const expectedOf = ({ call, reply, attempts }: Exchange, isFaulty: boolean): Expected => {
  const code = (reply.body as { readonly code?: unknown } | undefined)?.code;
  return {
    what: `${call.method} ${call.path}`,
    correlationId: call.headers['MS-CorrelationId'] ?? '',
    outcome: reply.status < 400 ? 'succeeded' : 'failed',
    httpStatus: reply.status,
    ...(reply.status >= 400 && typeof code === 'number' && { code }),
    attempts,
    isFaulty,
  };
};

/** What was sent under one request id, and what the log says of it. */
interface Sent {
  readonly commands: Expected[];
  readonly records: Map<string, AuditRecord>;
}

/** AUD-1: the records of the log, by what they are about, and the commands that must be among them. */
class AuditModel {
  /** By tenant and request id. */
  private readonly sent = new Map<string, Sent>();

  /** @returns whether a command was put to the proof. @throws Broken */
  happened({ exchanges, changes, isFaulty }: Happened): boolean {
    for (const { table, after } of changes) {
      const record = after as AuditRecord | undefined;
      if (table !== 'Audit' || record?.requestId === undefined || !('operationType' in record)) continue;
      this.of(record.tenantId, record.requestId).records.set(record.id, record);
    }
    const commands = exchanges.filter(isCommand);
    for (const exchange of commands) this.of(exchange.call.caller.tenantId, idOf(exchange)).commands.push(expectedOf(exchange, isFaulty));
    for (const exchange of commands) {
      const sent = this.of(exchange.call.caller.tenantId, idOf(exchange));
      // What a fault cut off under the same id may be written by the sweep alone.
      if (sent.commands.every((each) => !each.isFaulty)) isRecorded(sent, idOf(exchange));
    }
    return commands.length > 0;
  }

  /** What was cut off is in the log once nothing is due. @throws Broken */
  settled(): void {
    for (const [name, sent] of this.sent) isRecorded(sent, name);
  }

  private of(tenantId: string, requestId: string): Sent {
    const name = `${tenantId} ${requestId.toLowerCase()}`;
    const found = this.sent.get(name) ?? { commands: [], records: new Map<string, AuditRecord>() };
    this.sent.set(name, found);
    return found;
  }
}

const isRecorded = ({ commands, records }: Sent, name: string): void => {
  const own = [...records.values()];
  const found = own.map((record) => `${record.id} ${record.status} ${record.httpStatus} ${record.code}`).join(', ');
  const attempts = commands.reduce((sum, each) => sum + each.attempts, 0);
  for (const { what, correlationId, outcome, httpStatus, code } of commands) {
    mustHold(own.length <= attempts, 'AUD-1', () => `${what} (request ${name}) was sent ${attempts} times and is in the audit log ${own.length} times: ${found}`);
    // Where an attempt that found the command done could not leave its record, that of the command is there.
    const isFaulty = commands.some((each) => each.isFaulty);
    const isDone = isFaulty && own.some(({ status }) => status === 'succeeded');
    const ofCall = own.filter((record) => record.correlationId === correlationId || isDone);
    mustHold(ofCall.length > 0, 'AUD-1', () => `${what} (request ${name}, correlation ${correlationId}) is answered with ${httpStatus} and is not in the audit log: ${found}`);
    // Where the end could not be written the record stays begun, and the receipt tells.
    const says = ofCall.some((record) => (record.status === outcome && record.httpStatus === httpStatus && record.code === code) || (isFaulty && record.status === 'progress'));
    mustHold(says, 'AUD-1', () => `${what} (request ${name}) is answered with ${httpStatus} ${code ?? ''}, and the audit log says: ${found}`);
  }
};

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
