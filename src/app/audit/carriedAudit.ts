import { auditRecordSchema, type AuditRecord } from '../../domain/audit/state';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Answer } from '../command/answer';
import { type Log } from '../log';
import { writeBegun } from './auditBook';

/** AUD-1: the audit record of a call whose command takes care of it: stored, as it is begun, with whatever is stored, ended beside the publishing. */
export interface CarriedAudit {
  /** As it is begun. */
  readonly record: AuditRecord;
  /** Writes it as it is begun, once: for a command that stores nothing which carries it. @throws when the store fails. */
  begin(): Promise<void>;
  /** Writes how it ended, of a command that has stored what carries its record. Never throws. @returns whether it is written. */
  end(answer: Answer): Promise<boolean>;
}

/** For a deadline of publishing of a command that stores no event, with which its record could lie: what one that is cut off leaves of it. */
export const carrying = (audited: CarriedAudit | undefined): Readonly<Record<string, unknown>> => (audited === undefined ? {} : { audit: audited.record });

export interface CarriedAuditPorts {
  readonly audit: PartitionStore;
  readonly log: Log;
}

/** Writes the record that an outbox or a deadline of publishing carries, begun, where its command was cut off before it could write any; safe to repeat. @param of what it lies with, for the log. @throws when the store fails. */
export const writeCarried = async ({ audit, log }: CarriedAuditPorts, carried: unknown, of: string): Promise<void> => {
  if (carried === undefined) return;
  const record = auditRecordSchema.safeParse(carried);
  if (record.success) await writeBegun(audit, record.data);
  else log.error(`The audit record of ${of} cannot be read`, record.error);
};
