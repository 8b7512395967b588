import { z } from 'zod';
import { encoding } from '../../src/adapters/http/encoding';
import { customerResource } from '../../src/adapters/http/resources/customer';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { writeCall } from '../../src/adapters/http/writeCall';
import { createCustomer } from '../../src/app/createCustomer';
import { theApp } from '../../src/app/wiring';

const text = (longest: number) => z.string().trim().min(1).max(longest);
const optionalText = (longest: number) => z.string().trim().max(longest).optional();

const addressBody = z.object({
  country: z.string().regex(/^[A-Za-z]{2}$/, 'must be a country of two letters'),
  region: optionalText(100),
  city: text(100),
  state: optionalText(100),
  district: optionalText(100),
  addressLine1: text(200),
  addressLine2: optionalText(200),
  addressLine3: optionalText(200),
  postalCode: optionalText(20),
  firstName: text(50),
  middleName: optionalText(50),
  lastName: text(50),
  emailAddress: optionalText(200),
  phoneNumber: optionalText(40),
});

const CustomerBody = z.object({
  associatedPartnerId: guidSchema.optional(),
  companyProfile: z.object({
    domain: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i, 'must be a domain name'),
    organizationRegistrationNumber: optionalText(50),
  }),
  billingProfile: z.object({
    email: z.email().max(200),
    culture: z.string().regex(/^[A-Za-z]{2}-[A-Za-z]{2}$/, 'must be a culture such as nl-NL'),
    language: z.string().regex(/^[A-Za-z]{2}$/, 'must be a language of two letters'),
    companyName: text(200),
    firstName: optionalText(50),
    lastName: optionalText(50),
    defaultAddress: addressBody,
  }),
});

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
    const { organizationRegistrationNumber, domain } = body.companyProfile;
    const asked = {
      domain: domain.toLowerCase(),
      billingProfile: body.billingProfile,
      ...(organizationRegistrationNumber !== undefined && { organizationRegistrationNumber }),
      ...(body.associatedPartnerId !== undefined && { resellerTenantId: body.associatedPartnerId }),
    };
    return createCustomer(app, call.value, asked, encoding(201, customerResource));
  },
});
