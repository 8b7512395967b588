import { z } from 'zod';
import { type WriteCall } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { failure, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type RequestContext } from './requestContext';
import { type RoleRefused } from './routeDefinition';
import { callingPartner, writeCall } from './writeCall';

/** A telco service by its name, `PhoneServices`. */
export const serviceSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,49}$/, 'must be the name of a service').meta({ description: 'A telco service by its name, `PhoneServices` say.' });

/** OVG-4: what a role is told that may not manage overage: the contract has a code of its own for it. */
export const overageRoleRefused: RoleRefused = ({ service = 'PhoneServices' }) => ({ kind: 'OverageNotManageable', service, problem: 'role' });

/** OVG-4: a partner who may manage overage, as far as its kind says. Refused: OverageNotManageable, for which the contract has a code of its own. */
export const overageCall = (context: RequestContext, service: string): Result<WriteCall, Refusal> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  return mayTransact(partner.value, 'manage').ok ? writeCall(context) : failure({ kind: 'OverageNotManageable', service, problem: 'tier' });
};
