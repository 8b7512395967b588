import { legalBusinessResource } from '../../src/adapters/http/resources/partnerProfile';
import { ONE_VETTING } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { readProfile } from '../../src/app/partner/profileRows';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getLegalBusinessProfile',
  method: 'GET',
  path: '/v1/profiles/legalbusiness',
  permission: 'partners.read',
  user: 'required',
  queryForNothing: ONE_VETTING,
  handle: async ({ context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { partnerRows } = await theApp();
    return success({ status: 200, body: legalBusinessResource(partner.value, await readProfile(partnerRows, partner.value.tenantId, 'legalBusiness')) });
  },
});
