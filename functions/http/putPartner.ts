import { jsonText } from '../../src/adapters/http/json';
import { partnerBody, partnerResource, partnerWish } from '../../src/adapters/http/resources/operatedPartner';
import { route } from '../../src/adapters/http/route';
import { putPartner } from '../../src/app/partner/putPartner';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** The operator's. Sent again it says the same. */
route({
  name: 'putPartner',
  method: 'PUT',
  path: '/nextterm/v1/operations/partners/{tenantId}',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: partnerBody,
  handle: async ({ params: { tenantId }, body }) => {
    const put = await putPartner(await theApp(), partnerWish(tenantId, body));
    if (!put.ok) return put;
    const { partner, before } = put.value;
    return success({ status: 200, body: partnerResource(partner), ...(before && { before: jsonText(partnerResource(before)) }) });
  },
});
