import { jsonText } from '../../src/adapters/http/json';
import { partnerResource } from '../../src/adapters/http/resources/operatedPartner';
import { route } from '../../src/adapters/http/route';
import { removePartner } from '../../src/app/partner/putPartner';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'removePartner',
  method: 'DELETE',
  path: '/nextterm/v1/operations/partners/{tenantId}',
  permission: 'operations.manage',
  preview: 'unsupported',
  handle: async ({ params: { tenantId } }) => {
    const removed = await removePartner(await theApp(), tenantId);
    return removed.ok ? success({ status: 204, before: jsonText(partnerResource(removed.value)) }) : removed;
  },
});
