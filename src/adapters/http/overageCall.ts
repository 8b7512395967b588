import { z } from 'zod';
import { type WriteCall } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { isAllowed } from './permissions';
import { type RequestContext } from './requestContext';
import { writeCall } from './writeCall';

/** A telco service by its name, `PhoneServices`. */
export const serviceSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,49}$/, 'must be the name of a service');

/** OVG-4: a partner who may manage overage, as far as role and kind say. Refused: OverageNotManageable, for which the contract has a code of its own. */
export const overageCall = (context: RequestContext, service: string): Result<WriteCall, Refusal> => {
  const call = writeCall(context);
  if (!call.ok) return call;
  if (!mayTransact(call.value.partner, 'manage').ok) return failure({ kind: 'OverageNotManageable', service, problem: 'tier' });
  return isAllowed(context.caller.roles, 'overage.manage') ? success(call.value) : failure({ kind: 'OverageNotManageable', service, problem: 'role' });
};
