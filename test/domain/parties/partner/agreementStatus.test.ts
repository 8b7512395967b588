import { agreementStatus, type AskedReseller } from '../../../../src/domain/parties/partner/agreementStatus';
import { relatedPartners } from '../../../../src/domain/parties/partner/relationships';
import { partnerSchema, type Partner, type Reseller } from '../../../../src/domain/parties/partner/state';

const tenantId = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';
const reseller: Reseller = { name: 'Waterland ICT', partnerId: '6120045', tenantId, country: 'NL', agreementSigned: true };
const partner = (over: Partial<Partner>): Partner =>
  partnerSchema.parse({ version: 1, slug: 'polder', name: 'Polder', tenantId: '681a8a81-1b6a-4c6f-be86-4694ee824f39', partnerId: '5310412', kind: 'indirect_provider', country: 'NL', currency: 'EUR', ...over });
const caller = partner({ resellers: [reseller] });
const asReseller = partner({ tenantId, partnerId: '6120045', kind: 'indirect_reseller', name: reseller.name, providers: ['5310412'] });
const byMpn = { partnerId: '6120045' };

const status = (found: AskedReseller) => {
  const result = agreementStatus(caller, found, (a, b) => a === b);
  return result.ok ? 'signed' : result.error.kind;
};

describe('[PAR-1] whether a reseller signed the partner agreement', () => {
  test.each<[string, AskedReseller, string]>([
    ['by PartnerID', { asked: byMpn, partner: asReseller, reseller }, 'signed'],
    ['by PartnerID, unknown', { asked: byMpn }, 'PartnerIdUnknown'],
    ['by PartnerID, no reseller', { asked: byMpn, partner: partner({ kind: 'direct_bill' }) }, 'NotIndirectReseller'],
    ['by PartnerID, in another region', { asked: byMpn, partner: asReseller, reseller: { ...reseller, country: 'US' } }, 'ResellerRegionDiffers'],
    ['by PartnerID, not signed', { asked: byMpn, partner: asReseller, reseller: { ...reseller, agreementSigned: false } }, 'ResellerAgreementNotSigned'],
    ['by tenant', { asked: { tenantId }, partner: asReseller, reseller }, 'signed'],
    ['by tenant, unknown', { asked: { tenantId } }, 'ResellerTenantUnknown'],
    ['by tenant, no reseller', { asked: { tenantId }, partner: partner({ kind: 'direct_bill' }) }, 'ResellerTenantNotSigned'],
    ['by tenant, not signed', { asked: { tenantId }, partner: asReseller, reseller: { ...reseller, agreementSigned: false } }, 'ResellerTenantNotSigned'],
  ])('%s', (_name, found, expected) => {
    expect(status(found)).toBe(expected);
  });
});

describe('[PAR-1] partners of a partner', () => {
  test('a provider has its resellers and no providers', () => {
    expect(relatedPartners(caller, 'IsIndirectCloudSolutionProviderOf', [])).toEqual([reseller]);
    expect(relatedPartners(caller, 'IsIndirectResellerOf', [caller])).toEqual([]);
  });

  test('a reseller has its providers and no resellers', () => {
    expect(relatedPartners(asReseller, 'IsIndirectResellerOf', [caller])).toEqual([caller]);
    expect(relatedPartners(asReseller, 'IsIndirectCloudSolutionProviderOf', [caller])).toEqual([]);
  });
});
