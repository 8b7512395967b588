import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { encoding } from '../../src/adapters/http/encoding';
import { customerResource } from '../../src/adapters/http/resources/customer';
import { BillingProfileBody, DomainText } from '../../src/adapters/http/resources/customerRequest';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { writeCall } from '../../src/adapters/http/writeCall';
import { createCustomer } from '../../src/app/customer/createCustomer';
import { type Encoding } from '../../src/app/ports';
import { theApp } from '../../src/wiring/wiring';
import { type Customer } from '../../src/domain/parties/customer/state';
import { failure } from '../../src/kernel/result';

const CustomerBody = z.object({
  associatedPartnerId: guidSchema.optional().meta({ description: 'Tenant of the indirect reseller that the provider sells through.' }),
  enableGDAPByDefault: z.boolean().optional().meta({ description: 'Comes back in the answer, and changes nothing here.' }),
  companyProfile: z.object({ domain: DomainText, organizationRegistrationNumber: z.string().trim().max(50).optional().meta({ description: 'Some countries ask for one, some take none.' }) }),
  billingProfile: BillingProfileBody,
});

/** Clients show it to whoever will administer the new tenant. There is no tenant behind it here, and it opens nothing. */
const firstPassword = (): string => randomBytes(12).toString('base64url');

route({
  name: 'createCustomer',
  method: 'POST',
  path: '/v1/customers',
  permission: 'customers.create',
  body: CustomerBody,
  handle: async ({ body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const { associatedPartnerId, billingProfile, companyProfile, enableGDAPByDefault } = body;
    const { domain, organizationRegistrationNumber } = companyProfile;
    if (associatedPartnerId !== undefined && context.caller.appOnly) return failure({ kind: 'UserRequired' });
    const asked = {
      domain,
      billingProfile,
      ...(organizationRegistrationNumber && { organizationRegistrationNumber }),
      ...(associatedPartnerId !== undefined && { resellerTenantId: associatedPartnerId }),
    };
    const resource = (customer: Customer) => ({ ...customerResource(customer, context.caller.tenantId), ...(enableGDAPByDefault !== undefined && { enableGDAPByDefault }) });
    const created = (customer: Customer) => ({ ...resource(customer), userCredentials: { userName: 'admin', password: firstPassword() } });
    const encode: Encoding<Customer> = { ...encoding(201, resource), answer: (customer) => encoding(201, created).answer(customer) };
    return createCustomer(app, call.value, asked, encode);
  },
});
