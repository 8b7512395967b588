import { INSTALLATION } from '../../domain/notification/state';
import { type Refusal } from '../../app/refusals';
import { success, type Result } from '../../kernel/result';
import { type RequestContext } from './requestContext';
import { callingPartner, writeCall } from './writeCall';

/** Whose messages the caller sees: a partner its own, the operator those of the installation. Refused: PartnerUnknown. */
export const ownMailbox = (context: RequestContext): Result<string, Refusal> => {
  if (context.caller.kind === 'operator') return success(INSTALLATION);
  const partner = callingPartner(context);
  return partner.ok ? success(partner.value.tenantId) : partner;
};

/** The same of a write. Refused: also MustGoThroughProvider. */
export const ownMailboxToWrite = (context: RequestContext): Result<string, Refusal> => {
  if (context.caller.kind === 'operator') return success(INSTALLATION);
  const call = writeCall(context);
  return call.ok ? success(call.value.partner.tenantId) : call;
};
