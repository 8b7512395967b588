import { attestAgreement as decideAttestation, type AttestAgreement, type Attested } from '../../domain/parties/customer/attestAgreement';
import { type Attestation, type Customer } from '../../domain/parties/customer/state';
import { type Result, success } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Answer } from '../command/answer';
import { attestationWrite, customerOf, customerRecord, customerWrite, listAttestations } from './customerBook';
import { handleCommand } from '../command/handleCommand';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';

interface Loaded {
  readonly customer: Stored<Customer>;
  readonly earlier: readonly Attestation[];
}

/** CUS-2. */
export const attestAgreement = (
  app: App,
  call: WriteCall,
  customerId: string,
  asked: Omit<AttestAgreement, 'partnerTenantId' | 'userId'>,
  encode: Encoding<Attested>,
): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<Loaded, Attested>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const customer = await customerOf(app.commerce, customerId, partner.tenantId);
      if (!customer.ok) return customer;
      // The guard row tells whether there are any to be compared with: mostly not.
      const attestedBefore = customer.value.value.attestations[partner.tenantId] !== undefined;
      return success({ customer: customer.value, earlier: attestedBefore ? await listAttestations(app.commerce, customerId, partner.tenantId) : [] });
    },
    decide: ({ customer, earlier }, now) => {
      const allowed = mayTransact(partner, 'manage');
      return allowed.ok ? decideAttestation({ ...asked, partnerTenantId: partner.tenantId, userId: call.userId }, customer.value, earlier, now) : allowed;
    },
    changes: ({ customer, attestation }, loaded, now) => ({
      writes: [customerWrite(customer, loaded.customer.etag), attestationWrite(partner.tenantId, attestation, customer.version)],
      records: [customerRecord(customer, loaded.customer.value, partner.tenantId, now, { type: 'AgreementAttested', dateAgreed: attestation.dateAgreed })],
    }),
    before: () => undefined,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
