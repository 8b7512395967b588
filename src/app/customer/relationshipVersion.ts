import { type Relationship } from '../../domain/parties/customer/state';
import { toMillis } from '../../kernel/instant';
import { derivedGuid } from '../command/ids';

/** Which version of a partner's relationship this is, so that an answer can name the request that it answers: when it came to be so, and what is asked for, as one that is pending can be asked for otherwise, and at the same instant where a clock stands still. */
export const relationshipVersion = (partnerTenantId: string, { status, since, resellerTenantId = '', subscriptionsToMove = [] }: Relationship): { readonly id: string; readonly version: number } => ({
  id: derivedGuid('relationship', partnerTenantId, status, resellerTenantId, ...subscriptionsToMove),
  version: toMillis(since),
});
