import { z } from 'zod';
import { link } from '../../src/adapters/http/links';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';

// Without a PartnerID the caller's own profile.
route({
  name: 'getMpnProfile',
  method: 'GET',
  path: '/v1/profiles/mpn',
  permission: 'partners.read',
  user: 'required',
  query: z.object({ mpnId: z.string().trim().max(200).optional().meta({ description: "A PartnerID; the caller's own if absent." }) }),
  handle: async ({ query, context }) => {
    const app = await theApp();
    const caller = callingPartner(context);
    if (!caller.ok) return caller;
    const partner = query.mpnId ? await app.partnerOf(query.mpnId) : caller.value;
    if (partner === undefined) return failure({ kind: 'MpnProfileNotFound', partnerId: query.mpnId ?? '' });
    const { name, partnerId } = partner;
    const links = { self: link(`/profiles/mpn?mpnId=${partnerId}`) };
    return success({ status: 200, body: { partnerName: name, mpnId: partnerId, profileType: 'MpnProfile', links, attributes: { objectType: 'MpnProfile' } } });
  },
});
