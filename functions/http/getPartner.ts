import { partnerResource } from '../../src/adapters/http/resources/operatedPartner';
import { route } from '../../src/adapters/http/route';
import { getPartner } from '../../src/app/partner/listPartners';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getPartner',
  method: 'GET',
  path: '/nextterm/v1/operations/partners/{tenantId}',
  permission: 'operations.manage',
  handle: async ({ params: { tenantId } }) => {
    const { stores } = await theApp();
    const partner = await getPartner(stores.Partners, tenantId);
    return partner.ok ? success({ status: 200, body: partnerResource(partner.value) }) : partner;
  },
});
