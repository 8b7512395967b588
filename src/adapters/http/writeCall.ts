import { type ExpectedVersion, type WriteCall } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Partner } from '../../domain/parties/partner/state';
import { etagOf } from './etag';
import { type RequestContext } from './requestContext';

/** The partner who calls. A customer or the operator, should a permission ever let one through, is refused: PartnerUnknown. */
export const callingPartner = ({ caller }: RequestContext): Result<Partner, Refusal> =>
  caller.partner === undefined ? failure({ kind: 'PartnerUnknown', tenantId: caller.tenantId }) : success(caller.partner);

/**
 * What a use case needs to know of a write. Whoever goes through a provider (PAR-1) learns that before anything is read: it sees its provider's customers, and would else find none of their subscriptions.
 * Refused: PartnerUnknown, MustGoThroughProvider.
 */
export const writeCall = (context: RequestContext): Result<WriteCall, Refusal> => {
  const caller = callingPartner(context);
  if (!caller.ok) return caller;
  const partner = mayTransact(caller.value, 'manage');
  if (!partner.ok) return partner;
  return success({
    partner: partner.value,
    userId: context.caller.userId,
    request: { callerTenantId: context.caller.tenantId, requestId: context.requestId, fingerprint: context.bodyHash, asked: { command: context.operation, userId: context.caller.userId }, ...(context.audited && { audited: context.audited }) },
    preview: context.preview,
  });
};

/** The version the client says it changes; none if it does not say. */
export const expectedVersion = ({ etag }: RequestContext): ExpectedVersion | undefined => (etag === undefined ? undefined : { etag: etag.value, etagOf });
