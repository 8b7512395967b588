import { organizationResource } from '../../src/adapters/http/resources/partnerProfile';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { readProfile } from '../../src/app/partner/profileRows';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getOrganizationProfile',
  method: 'GET',
  path: '/v1/profiles/organization',
  permission: 'partners.read',
  user: 'required',
  handle: async ({ context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { partnerRows } = await theApp();
    return success({ status: 200, body: organizationResource(partner.value, await readProfile(partnerRows, partner.value.tenantId, 'organization')) });
  },
});
