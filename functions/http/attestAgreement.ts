import { z } from 'zod';
import { encoding } from '../../src/adapters/http/encoding';
import { agreementResource } from '../../src/adapters/http/resources/customer';
import { route } from '../../src/adapters/http/route';
import { guidSchema, wireInstantSchema } from '../../src/adapters/http/wireSchemas';
import { writeCall } from '../../src/adapters/http/writeCall';
import { attestAgreement } from '../../src/app/customer/attestAgreement';
import { theApp } from '../../src/wiring/wiring';
import { agreementLinkOf } from '../../src/domain/parties/customer/agreements';
import { type Attested } from '../../src/domain/parties/customer/attestAgreement';

const name = z.string().trim().min(1).max(50);

const AgreementBody = z.object({
  primaryContact: z.object({ firstName: name, lastName: name, email: z.email().max(200), phoneNumber: z.string().max(40).optional() }),
  templateId: guidSchema,
  dateAgreed: wireInstantSchema,
  type: z.enum(['MicrosoftCustomerAgreement', 'MicrosoftCloudAgreement']),
});

route({
  name: 'attestAgreement',
  method: 'POST',
  path: '/v1/customers/{customerId}/agreements',
  permission: 'agreements.attest',
  user: 'required',
  body: AgreementBody,
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const { phoneNumber, ...contact } = body.primaryContact;
    const asked = {
      agreementType: body.type,
      templateId: body.templateId,
      dateAgreed: body.dateAgreed,
      primaryContact: { ...contact, ...(phoneNumber !== undefined && { phoneNumber }) },
    };
    const encode = encoding(201, ({ attestation }: Attested) => agreementResource(attestation, agreementLinkOf(attestation.templateId)));
    return attestAgreement(app, call.value, params.customerId, asked, encode);
  },
});
