import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { agreementResource } from '../../src/adapters/http/resources/customer';
import { route } from '../../src/adapters/http/route';
import { customerOf, readableAttestations } from '../../src/app/customer/customerBook';
import { theApp } from '../../src/wiring/wiring';
import { agreementLinkOf, templatesOfType } from '../../src/domain/parties/customer/agreements';
import { success } from '../../src/kernel/result';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';

route({
  name: 'listAgreements',
  method: 'GET',
  path: '/v1/customers/{customerId}/agreements',
  permission: 'agreements.read',
  user: 'required',
  query: z.object({ agreementType: z.string().max(100).optional().meta({ description: '`MicrosoftCustomerAgreement`, `MicrosoftCloudAgreement` (if absent), or `*` for both.' }) }),
  handle: async ({ params, query, context }) => {
    const app = await theApp();
    const { customerId } = params;
    const customer = await customerOf(app.commerce, customerId, context.caller.tenantId);
    if (!customer.ok) return customer;
    const wanted = new Set(templatesOfType(query.agreementType).map((template) => template.templateId));
    const attestations = await readableAttestations(app.commerce, customerId, context.caller.tenantId);
    const items = attestations.items.filter(({ templateId }) => wanted.has(templateId)).map((item) => agreementResource(item, agreementLinkOf(item.templateId)));
    return success(withUnreadable({ status: 200, body: collection(items, `/customers/${customerId}/agreements`) }, attestations.unreadable, context.caller));
  },
});
