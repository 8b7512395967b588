import { type AnyCall } from '../../app/customer/customerChange';
import { type Refusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';
import { type RequestContext } from './requestContext';

/** A write by whoever calls; what it may do is for the route's permission to say. */
export const anyCall = ({ operation, caller, requestId, bodyHash, preview }: RequestContext): AnyCall => ({
  request: { callerTenantId: caller.tenantId, requestId, fingerprint: bodyHash, asked: { command: operation, userId: caller.userId } },
  preview,
});

/** A write by the customer itself. Another customer's id answers as one that does not exist: CustomerNotFound. */
export const customerCall = (context: RequestContext, customerId: string): Result<AnyCall, Refusal> =>
  context.caller.tenantId === customerId ? success(anyCall(context)) : failure({ kind: 'CustomerNotFound', customerId });
