import { askedLegalBusiness, LegalBusinessBody, legalBusinessResource } from '../../src/adapters/http/resources/partnerProfile';
import { jsonText } from '../../src/adapters/http/json';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { replaceProfile } from '../../src/app/partner/replaceProfile';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'replaceLegalBusinessProfile',
  method: 'PUT',
  path: '/v1/profiles/legalbusiness',
  permission: 'profiles.manage',
  user: 'required',
  preview: 'unsupported',
  body: LegalBusinessBody,
  handle: async ({ body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { partner } = call.value;
    const { partnerRows } = await theApp();
    const replaced = await replaceProfile(partnerRows, partner, 'legalBusiness', askedLegalBusiness(body, partner), expectedVersion(context));
    return replaced.ok ? success({ status: 200, body: legalBusinessResource(partner, replaced.value.profile), before: jsonText(legalBusinessResource(partner, replaced.value.before)) }) : replaced;
  },
});
