import { failure, success, type Result } from '../../../kernel/result';
import { type PartnerRefusal } from './refusals';
import { type Partner, type Reseller } from './state';

/** What is known of whoever was asked about. */
export interface AskedReseller {
  /** The PartnerID or tenant id as asked. */
  readonly asked: { readonly partnerId: string } | { readonly tenantId: string };
  /** Absent: nobody here has that id. */
  readonly partner?: Partner;
  /** As one of its providers knows it; absent for who is no indirect reseller. */
  readonly reseller?: Reseller;
}

/**
 * Whether a reseller signed the Microsoft Partner Agreement. Every "no" is a refusal of its own, as the contract has it.
 * @param sameRegion whether two countries share a region of the programme.
 * Refusals: by PartnerID PartnerIdUnknown, NotIndirectReseller, ResellerRegionDiffers, ResellerAgreementNotSigned; by tenant ResellerTenantUnknown, ResellerTenantNotSigned.
 */
export const agreementStatus = (caller: Partner, { asked, partner, reseller }: AskedReseller, sameRegion: (a: string, b: string) => boolean): Result<true, PartnerRefusal> => {
  if ('tenantId' in asked) {
    const { tenantId } = asked;
    if (partner === undefined) return failure({ kind: 'ResellerTenantUnknown', tenantId });
    return reseller?.agreementSigned === true ? success(true) : failure({ kind: 'ResellerTenantNotSigned', tenantId });
  }
  const { partnerId } = asked;
  if (partner === undefined) return failure({ kind: 'PartnerIdUnknown', partnerId });
  if (reseller === undefined) return failure({ kind: 'NotIndirectReseller', partnerId });
  if (!sameRegion(caller.country, reseller.country)) return failure({ kind: 'ResellerRegionDiffers', partnerId, country: reseller.country, providerCountry: caller.country });
  return reseller.agreementSigned ? success(true) : failure({ kind: 'ResellerAgreementNotSigned', partnerId });
};
