import { z } from 'zod';
import { type CustomerFilter, type ListedCustomer } from '../../../app/customer/customerList';
import { lookupFields } from '../../../app/customer/directoryKeys';
import { type Refusal } from '../../../app/refusals';
import { failure, success, type Result } from '../../../kernel/result';
import { decodeContinuation, encodeContinuation } from '../continuation';
import { type NextPage } from '../collection';
import { parseFieldFilter } from '../fieldFilter';
import { link } from '../links';
import { isFirstPage } from '../paging';
import { type RequestContext } from '../requestContext';

const largestPage = 500;

const invalid = (problem: string): Result<never, Refusal> => failure({ kind: 'CustomerFilterInvalid', problem });

/** `{"Field":"CompanyName","Value":"zon","Operator":"starts_with"}`. Refuses whatever else: CustomerFilterInvalid. */
export const parseCustomerFilter = (text: string): Result<CustomerFilter, Refusal> => {
  const given = parseFieldFilter(text);
  if (given === undefined) return invalid('must be JSON with Field, Value and Operator');
  const { Field, Value, Operator } = given;
  const field = lookupFields.find((known) => known.toLowerCase() === Field.toLowerCase());
  if (field === undefined) return invalid(`Field "${Field}" is none of ${lookupFields.join(', ')}`);
  if (Operator.replaceAll('_', '').toLowerCase() !== 'startswith') return invalid(`Operator "${Operator}" is not supported; only starts_with is`);
  return success({ field, startsWith: Value });
};

const positionSchema = z.object({
  limit: z.number().int().min(1).max(largestPage),
  filter: z.object({ field: z.enum(lookupFields), startsWith: z.string() }).optional(),
  continuation: z.string().optional(),
});

/** Which page of which search. */
export interface CustomerPosition {
  readonly limit: number;
  readonly filter?: CustomerFilter | undefined;
  readonly continuation?: string | undefined;
}

const scopeOf = ({ caller }: RequestContext): string => `customers|${caller.tenantId}`;

/** A seek request comes without size and filter: its token has them. */
export const customerPosition = (query: { readonly size?: number | undefined; readonly filter?: string | undefined; readonly seekOperation?: 'Next' | 'First' | undefined }, context: RequestContext): Result<CustomerPosition, Refusal> => {
  if (context.continuationToken !== undefined) {
    const position = decodeContinuation(scopeOf(context), context.continuationToken, positionSchema);
    return position.ok && isFirstPage(query, context) ? success({ ...position.value, continuation: undefined }) : position;
  }
  const filter = query.filter ? parseCustomerFilter(query.filter) : success(undefined);
  return filter.ok ? success({ limit: query.size || largestPage, filter: filter.value }) : filter;
};

export const selfOf = ({ limit, filter }: CustomerPosition): string => {
  const wanted = filter && JSON.stringify({ Field: filter.field, Value: filter.startsWith, Operator: 'starts_with' });
  return `/customers?size=${limit}${wanted === undefined ? '' : `&filter=${encodeURIComponent(wanted)}`}`;
};

export const nextOf = (position: CustomerPosition, continuation: string, context: RequestContext): NextPage => ({
  uri: `/customers?size=${position.limit}&seekOperation=Next`,
  continuation: encodeContinuation(scopeOf(context), { ...position, continuation }),
});

/** A customer in a list: no billing profile. */
export const listedCustomerResource = ({ customerId, companyName, domain }: ListedCustomer) => ({
  id: customerId,
  companyProfile: {
    tenantId: customerId,
    domain,
    companyName,
    links: { self: link(`/customers/${customerId}/profiles/company`) },
    attributes: { objectType: 'CustomerCompanyProfile' },
  },
  relationshipToPartner: 'reseller',
  links: { self: link(`/customers/${customerId}`) },
  attributes: { objectType: 'Customer' },
});
