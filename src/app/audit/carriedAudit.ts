import { auditRecordSchema, type AuditRecord } from '../../domain/audit/state';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Answer } from '../command/answer';
import { type Deadline } from '../due/deadline';
import { type Log } from '../log';
import { writeBegun } from './auditBook';

/** AUD-1: the audit record of a call whose command takes care of it: begun before anything is stored, ended beside the publishing. */
export interface CarriedAudit {
  /** As it is begun. */
  readonly record: AuditRecord;
  /** Writes it as it is begun, once: for a command without a deadline that carries it. @throws when the store fails. */
  begin(): Promise<void>;
  /** Writes how it ended. Never throws. @returns whether it is written. */
  end(answer: Answer): Promise<boolean>;
}

/** For a deadline of publishing: what a command that is cut off leaves of its record. */
export const carrying = (audited: CarriedAudit | undefined): Pick<Deadline, 'data'> => (audited === undefined ? {} : { data: { audit: audited.record } });

export interface CarriedAuditPorts {
  readonly audit: PartitionStore;
  readonly log: Log;
}

/** Writes the record that a deadline of publishing carries, begun, where its command was cut off before it could write any; safe to repeat. @throws when the store fails. */
export const writeCarried = async ({ audit, log }: CarriedAuditPorts, { customerId, subject, data }: Deadline): Promise<void> => {
  if (data?.['audit'] === undefined) return;
  const record = auditRecordSchema.safeParse(data['audit']);
  if (record.success) await writeBegun(audit, record.data);
  else log.error(`The audit record of ${subject} of customer ${customerId} cannot be read`, record.error);
};
