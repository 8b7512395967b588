import { regionOf } from '../../domain/parties/customer/countryRules';
import { failure, type Result } from '../../kernel/result';
import { agreementStatus } from '../../domain/parties/partner/agreementStatus';
import { type Partner, type Reseller } from '../../domain/parties/partner/state';
import { type PartnerBook } from '../partnerBook';
import { type Refusal } from '../refusals';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** As the caller knows it, else as one of its other providers does. */
const resellerOf = async (partners: PartnerBook, caller: Partner, partner: Partner | undefined): Promise<Reseller | undefined> => {
  if (partner?.kind !== 'indirect_reseller') return undefined;
  const others = await Promise.all(partner.providers.map((provider) => partners.byPartnerId(provider)));
  return [caller, ...others].flatMap((provider) => provider?.resellers ?? []).find(({ tenantId }) => tenantId === partner.tenantId);
};

/** Has that reseller signed the Microsoft Partner Agreement? Exactly one of the two ids names it. */
export const askAgreementStatus = async (
  partners: PartnerBook,
  caller: Partner,
  { mpnId, tenantId }: { readonly mpnId?: string | undefined; readonly tenantId?: string | undefined },
): Promise<Result<true, Refusal>> => {
  if (mpnId && tenantId) return failure({ kind: 'ResellerNamedWrongly', problem: 'Name the reseller by mpnId or by tenantId, not by both.' });
  if (tenantId) {
    if (!guid.test(tenantId)) return failure({ kind: 'ResellerNamedWrongly', problem: `tenantId: "${tenantId}" is not a GUID.` });
    const partner = await partners.byTenant(tenantId);
    return agreementStatus(caller, facts({ tenantId }, partner, await resellerOf(partners, caller, partner)), sameRegion);
  }
  if (!mpnId) return failure({ kind: 'ResellerNotNamed' });
  if (!/^\d+$/.test(mpnId)) return failure({ kind: 'ResellerNamedWrongly', problem: `mpnId: "${mpnId}" is not a number.` });
  const partner = await partners.byPartnerId(mpnId);
  return agreementStatus(caller, facts({ partnerId: mpnId }, partner, await resellerOf(partners, caller, partner)), sameRegion);
};

const sameRegion = (a: string, b: string): boolean => regionOf(a) === regionOf(b);

const facts = (asked: { readonly partnerId: string } | { readonly tenantId: string }, partner: Partner | undefined, reseller: Reseller | undefined) => ({
  asked,
  ...(partner !== undefined && { partner }),
  ...(reseller !== undefined && { reseller }),
});
