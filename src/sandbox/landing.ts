import { type LocalSide } from '../adapters/http/landing/localSide';
import { type HostClock } from '../localhost';
import { type LastRequests } from './lastRequests';
import { type Tenants } from './tokens/organisations';
import { PARTNER_ROLES } from './tokens/roles';

/** More do not help whoever reads. */
const MOST_PARTNERS = 20;

/** What the landing page shows of a local server. */
export const localSideOf = (clock: HostClock, tenants: Tenants, requests: LastRequests) => async (): Promise<LocalSide> => {
  const partners = await tenants.partners();
  return {
    clockMoves: clock.virtual,
    roles: PARTNER_ROLES,
    partners: partners.slice(0, MOST_PARTNERS).map(({ name, reseller = false, tenantId, domains, slug }) => ({ name, isReseller: reseller, tenantId, domain: domains[0], slug })),
    morePartners: Math.max(partners.length - MOST_PARTNERS, 0),
    requests: requests.list(),
  };
};
