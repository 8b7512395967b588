import { type Refusal } from '../../app/refusals';
import { type UsageCaller } from '../../app/usage/usageReader';
import { success, type Result } from '../../kernel/result';
import { type RequestContext } from './requestContext';
import { callingPartner } from './writeCall';

export const usageCaller = (context: RequestContext): Result<UsageCaller, Refusal> => {
  const { kind, tenantId } = context.caller;
  if (kind === 'operator') return success({ kind });
  if (kind === 'customer') return success({ kind, tenantId });
  const partner = callingPartner(context);
  return partner.ok ? success({ kind, partner: partner.value }) : partner;
};
