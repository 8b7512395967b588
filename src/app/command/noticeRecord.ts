import { type CustomerNotice } from '../../domain/parties/customer/notice';
import { type EventRecord, recordId } from './eventRecord';

/** The stream of what a customer is told about one subject, beside that of its changes. */
export const noticeSubject = (subjectId: string): string => `notice|${subjectId}`;

/** Told to the customer, and to no partner. @param of the change that it is told of. */
export const noticeRecord = (notice: CustomerNotice, { customerId, subjectId, version }: { readonly customerId: string; readonly subjectId: string; readonly version: number }, at: EventRecord['at']): EventRecord => ({
  id: recordId(noticeSubject(subjectId), version),
  customerId,
  partnerId: '',
  subject: { kind: 'notice', id: noticeSubject(subjectId) },
  version,
  at,
  facts: [{ ...notice }],
  deadlines: [],
});
