import { askedOrganization, OrganizationBody, organizationResource } from '../../src/adapters/http/resources/partnerProfile';
import { jsonText } from '../../src/adapters/http/json';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { replaceProfile } from '../../src/app/partner/replaceProfile';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'replaceOrganizationProfile',
  method: 'PUT',
  path: '/v1/profiles/organization',
  permission: 'profiles.manage',
  user: 'required',
  preview: 'unsupported',
  body: OrganizationBody,
  handle: async ({ body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { partner } = call.value;
    const { partnerRows } = await theApp();
    const replaced = await replaceProfile(partnerRows, partner, 'organization', askedOrganization(body, partner), expectedVersion(context));
    return replaced.ok ? success({ status: 200, body: organizationResource(partner, replaced.value.profile), before: jsonText(organizationResource(partner, replaced.value.before)) }) : replaced;
  },
});
