import { attestAgreement as decideAttestation, type AttestAgreement, type Attested } from '../customer/attestAgreement';
import { type Customer } from '../customer/state';
import { type Result } from '../kernel/result';
import { mayTransact } from '../partner/mayTransact';
import { type Answer } from './answer';
import { attestationWrite, customerOf, customerRecord, customerWrite } from './customerBook';
import { handleCommand } from './handleCommand';
import { type App, type Encoding, type WriteCall } from './ports';
import { type Refusal } from './refusals';
import { type Stored } from './subscriptionBook';

/** CUS-2. */
export const attestAgreement = (
  app: App,
  call: WriteCall,
  customerId: string,
  asked: Omit<AttestAgreement, 'partnerTenantId' | 'userId'>,
  encode: Encoding<Attested>,
): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Stored<Customer>, Attested>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => customerOf(app.commerce, customerId, partner.tenantId),
    decide: (customer, now) => {
      const allowed = mayTransact(partner, 'manage');
      return allowed.ok ? decideAttestation({ ...asked, partnerTenantId: partner.tenantId, userId: call.userId }, customer.value, now) : allowed;
    },
    changes: ({ customer, attestation }, stored, now) => ({
      writes: [customerWrite(customer, stored.etag), attestationWrite(partner.tenantId, attestation)],
      records: [customerRecord(customer, partner.tenantId, now, { type: 'AgreementAttested', dateAgreed: attestation.dateAgreed })],
    }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
