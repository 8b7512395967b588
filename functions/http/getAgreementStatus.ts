import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { askAgreementStatus } from '../../src/app/customer/agreementStatus';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

// Texts of any form: what is wrong with them has codes of its own.
const asked = z.string().trim().max(200).optional();

route({
  name: 'getAgreementStatus',
  method: 'GET',
  path: '/v1/compliance/csp/agreementstatus',
  permission: 'partners.read',
  user: 'required',
  query: z.object({ mpnId: asked.meta({ description: 'PartnerID of the reseller.' }), tenantId: asked.meta({ description: 'Its tenant. One of the two, and not both.' }) }),
  handle: async ({ query, context }) => {
    const app = await theApp();
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const signed = await askAgreementStatus(app.partners, partner.value, query);
    return signed.ok ? success({ status: 200, body: { isAgreementSigned: signed.value } }) : signed;
  },
});
