import { z } from 'zod';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type CarriedAudit } from '../audit/carriedAudit';
import { answerSchema, type Answer } from './answer';
import { receiptKey } from './commerceKeys';
import { type Refusal } from '../refusals';
import { rowReader } from '../unreadable';

/** Who asked what under which request id. */
export interface RequestIdentity {
  readonly callerTenantId: string;
  readonly requestId: string;
  /** Hash over method, path and body: the same id with another hash is another request. */
  readonly fingerprint: string;
  /** By what command and user, for the events it causes. */
  readonly asked?: { readonly command: string; readonly userId: string };
  readonly audited?: CarriedAudit;
}

const receiptRows = rowReader('Commerce', 'receipt', z.object({ fingerprint: z.string(), answer: answerSchema }));

/** The write that keeps the answer beside what the command stored: both or none. @param now from then on it is kept as long as the installation keeps receipts. */
export const receiptWrite = (request: RequestIdentity, { status, headers, body }: Answer, now: Instant): Write => ({
  op: 'create',
  key: receiptKey(request.callerTenantId, request.requestId),
  value: { type: 'receipt', fingerprint: request.fingerprint, answer: { status, headers, body }, at: now },
});

/** On an answer that was given before: nothing happened this time. */
const replayed = { 'NextTerm-Replayed': 'true' };

/** The stored answer to this very request, marked as a repeat; `undefined` if it was never carried out; RequestIdReused if the id stands for another one. */
export const replay = async (commerce: PartitionStore, customerId: string, request: RequestIdentity): Promise<Result<Answer, Refusal> | undefined> => {
  const row = await commerce.read(customerId, receiptKey(request.callerTenantId, request.requestId));
  if (row === undefined) return undefined;
  const receipt = receiptRows.read(row);
  return receipt.fingerprint === request.fingerprint ? success({ ...receipt.answer, headers: { ...receipt.answer.headers, ...replayed } }) : failure({ kind: 'RequestIdReused', requestId: request.requestId });
};

/** The answer that a request of this id got, whatever it was; undefined where it was never carried out, or its receipt has aged. @throws RowUnreadable. */
export const answerGiven = async (commerce: PartitionStore, customerId: string, callerTenantId: string, requestId: string): Promise<Answer | undefined> => {
  const row = await commerce.read(customerId, receiptKey(callerTenantId, requestId));
  return row && receiptRows.read(row).answer;
};
