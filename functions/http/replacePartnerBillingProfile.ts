import { askedBilling, PartnerBillingBody, partnerBillingResource } from '../../src/adapters/http/resources/partnerProfile';
import { jsonText } from '../../src/adapters/http/json';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { replaceProfile } from '../../src/app/partner/replaceProfile';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'replacePartnerBillingProfile',
  method: 'PUT',
  path: '/v1/profiles/billing',
  permission: 'profiles.manage',
  user: 'required',
  preview: 'unsupported',
  body: PartnerBillingBody,
  handle: async ({ body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { partner } = call.value;
    const { partnerRows } = await theApp();
    const replaced = await replaceProfile(partnerRows, partner, 'billing', askedBilling(body, partner), expectedVersion(context));
    return replaced.ok ? success({ status: 200, body: partnerBillingResource(partner, replaced.value.profile), before: jsonText(partnerBillingResource(partner, replaced.value.before)) }) : replaced;
  },
});
