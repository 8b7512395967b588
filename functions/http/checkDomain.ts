import { DomainText } from '../../src/adapters/http/resources/customerRequest';
import { route } from '../../src/adapters/http/route';
import { isDomainTaken } from '../../src/app/customer/domainClaims';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

// 200: taken. 404: free. Neither has a body.
route({
  name: 'checkDomain',
  method: 'HEAD',
  path: '/v1/domains/{domain}',
  permission: 'customers.read',
  params: { domain: DomainText },
  handle: async ({ params: { domain }, context }) => {
    const app = await theApp();
    const isTaken = (await isDomainTaken(app, domain, context.now)) || (await app.partnerByDomain(domain)) !== undefined;
    return success({ status: isTaken ? 200 : 404 });
  },
});
