import { wishesOf } from '../../../../src/domain/parties/partner/nestedResellers';
import { isOver, removePartner } from '../../../../src/domain/parties/partner/removePartner';
import { MOST_RESELLERS, setUpPartner, type PartnerStanding, type PartnerWish, type ResellerWish, type SellerWish } from '../../../../src/domain/parties/partner/setUpPartner';
import { partnerSchema, type Partner, type Reseller } from '../../../../src/domain/parties/partner/state';
import { instant } from '../../../../src/kernel/instant';

const HAVN = '10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8';
const POLDER = '681a8a81-1b6a-4c6f-be86-4694ee824f39';
const WATERLAND = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';

const seller: SellerWish = { kind: 'direct_bill', slug: 'havn', name: 'Havn Cloud', tenantId: HAVN, partnerId: '5310388', country: 'NL', currency: 'EUR', programmeStatus: 'active', domains: ['havn.example'] };
const reseller: ResellerWish = { kind: 'indirect_reseller', name: 'Waterland ICT', tenantId: WATERLAND, partnerId: '6120045', country: 'NL', agreementSigned: true, programmeStatus: 'active', domains: [], providers: ['5310412'] };
const listed: Reseller = { name: 'Waterland ICT', partnerId: '6120045', tenantId: WATERLAND, country: 'NL', agreementSigned: true };
const partner = (members: Partial<Partner>): Partner => partnerSchema.parse({ slug: 'polder', name: 'Polder', tenantId: POLDER, partnerId: '5310412', kind: 'indirect_provider', country: 'NL', currency: 'EUR', version: 4, ...members });
const polder = partner({});

const standing = (members: Partial<PartnerStanding> = {}): PartnerStanding => ({ isOver: false, domainsOf: new Map(), providers: new Map([['5310412', polder]]), sellsThrough: new Set(), ...members });
const made = (wish: PartnerWish, members: Partial<PartnerStanding> = {}) => {
  const outcome = setUpPartner(wish, standing(members));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
};
const stored = made(seller)?.partner;
const storedReseller = made(reseller)?.partner;

describe('[PAR-4] a partner is set up', () => {
  it('whole, with its first version; with the same again nothing changes', () => {
    expect(made(seller)).toEqual({
      partner: { slug: 'havn', name: 'Havn Cloud', tenantId: HAVN, partnerId: '5310388', kind: 'direct_bill', country: 'NL', currency: 'EUR', programmeStatus: 'active', resellers: [], providers: [], domains: ['havn.example'], version: 1 },
      providers: [],
    });
    expect(made(seller, { stored, partnerIdOf: HAVN, slugHolder: HAVN, domainsOf: new Map([['havn.example', HAVN]]) })).toBeUndefined();
  });

  it('anew: what is left out is gone but for the slug, and a provider keeps its resellers', () => {
    const { slug: _, ...unnamed } = seller;
    expect(made({ ...unnamed, name: 'Havn', domains: [], programmeStatus: 'restricted' }, { stored })?.partner).toEqual({ ...stored, name: 'Havn', domains: undefined, programmeStatus: 'restricted', version: 2 });
    const withList = partner({ resellers: [listed] });
    expect(made({ ...seller, kind: 'indirect_provider', slug: 'polder', name: 'Polder BV', tenantId: POLDER, partnerId: '5310412', domains: [], resellers: ['6120045'] }, { stored: withList })?.partner).toEqual({ ...withList, name: 'Polder BV', version: 5 });
  });

  it('without a slug, under one of its PartnerID', () => {
    const { slug: _, ...unnamed } = seller;
    expect([made(unnamed)?.partner.slug, made(reseller)?.partner.slug]).toEqual(['partner5310388', 'reseller6120045']);
  });

  it('a reseller with its provider, whose list has it; what changes of it changes there, and where it leaves it is taken off', () => {
    expect(made(reseller)).toMatchObject({ partner: { kind: 'indirect_reseller', currency: 'EUR', agreementSigned: true, providers: ['5310412'], version: 1 }, providers: [{ ...polder, resellers: [listed], version: 5 }] });
    const withList = partner({ resellers: [{ ...listed, tenantId: HAVN, partnerId: '1' }, listed] });
    const other = partner({ tenantId: '00000000-1111-4222-8333-444444444444', partnerId: '77', slug: 'other' });
    const providers = new Map([['5310412', withList], ['77', other]]);
    expect(made(reseller, { stored: storedReseller, providers: new Map([['5310412', withList]]) })).toBeUndefined();
    expect(made({ ...reseller, agreementSigned: false }, { stored: storedReseller, providers })?.providers).toEqual([{ ...withList, version: 5, resellers: [withList.resellers[0], { ...listed, agreementSigned: false }] }]);
    expect(made({ ...reseller, providers: ['77'] }, { stored: storedReseller, providers })?.providers).toEqual([
      { ...withList, version: 5, resellers: [withList.resellers[0]] },
      { ...other, version: 5, resellers: [listed] },
    ]);
  });

  const full = partner({ resellers: Array.from({ length: MOST_RESELLERS }, (_, index) => ({ ...listed, partnerId: String(index), tenantId: HAVN })) });
  const nearlyFull = partner({ resellers: full.resellers.slice(1) });
  const removed = { ...partner({ ...stored, version: 4 }), removedAt: instant('2026-01-01T00:00:00.000Z') };
  const fixed = (member: string, stands: string, asked: string, tenantId = HAVN) => ({ kind: 'PartnerMemberFixed', tenantId, member, stands, asked });
  const toHavn = new Map([['havn.example', POLDER]]);

  test.each<[string, PartnerWish, Partial<PartnerStanding>, object]>([
    ['another PartnerID', { ...seller, partnerId: '5310389' }, { stored }, fixed('partnerId', '5310388', '5310389')],
    ['another country', { ...seller, country: 'SE' }, { stored }, fixed('country', 'NL', 'SE')],
    ['another currency', { ...seller, currency: 'USD' }, { stored }, fixed('currency', 'EUR', 'USD')],
    ['a reseller that becomes a seller', { ...seller, tenantId: WATERLAND, partnerId: '6120045' }, { stored: storedReseller }, fixed('kind', 'indirect_reseller', 'direct_bill', WATERLAND)],
    ['one removed a moment ago, with another currency', { ...seller, currency: 'USD' }, { stored: removed }, fixed('currency', 'EUR', 'USD')],
    ['no country', { ...seller, country: 'XX' }, {}, { kind: 'PartnerCountryUnknown', country: 'XX' }],
    ['no currency', { ...seller, currency: 'EUX' }, {}, { kind: 'PartnerCurrencyUnknown', currency: 'EUX' }],
    ["the operator's tenant", seller, { tenantOf: 'operator' }, { kind: 'PartnerTenantTaken', tenantId: HAVN, by: 'operator' }],
    ["another's PartnerID", seller, { partnerIdOf: POLDER }, { kind: 'PartnerIdTaken', partnerId: '5310388', byTenantId: POLDER }],
    ["another's domain", seller, { domainsOf: toHavn }, { kind: 'PartnerDomainTaken', domain: 'havn.example' }],
    ["another's slug", seller, { slugHolder: POLDER }, { kind: 'PartnerSlugTaken', slug: 'havn' }],
    ['a provider nobody is', reseller, { providers: new Map() }, { kind: 'ProviderUnknown', partnerId: '5310412' }],
    ['a provider that sells directly', reseller, { providers: new Map([['5310412', partner({ kind: 'direct_bill' })]]) }, { kind: 'ProviderUnknown', partnerId: '5310412' }],
    ['a provider with as many resellers as fit', reseller, { providers: new Map([['5310412', full]]) }, { kind: 'ProviderFull', partnerId: '5310412', most: MOST_RESELLERS }],
    ['a reseller that leaves a provider who sells through it', { ...reseller, providers: ['77'] }, { stored: storedReseller, providers: new Map([['77', polder]]), sellsThrough: new Set(['5310412']) }, { kind: 'PartnerStillUsed', tenantId: WATERLAND, by: 'customers', provider: '5310412' }],
    ['a provider with resellers that sells directly from now on', { ...seller, tenantId: POLDER, partnerId: '5310412' }, { stored: partner({ resellers: [listed] }) }, { kind: 'PartnerStillUsed', tenantId: POLDER, by: 'resellers' }],
    ['resellers sent with their provider', { ...seller, kind: 'indirect_provider', resellers: ['6120045'] }, {}, { kind: 'ResellersSetElsewhere', tenantId: HAVN }],
  ])('not as %s', (_name, wish, members, error) => {
    expect(setUpPartner(wish, standing(members))).toEqual({ ok: false, error });
  });

  it('what is its own already is nobody else’s; a provider with room for one takes one; one that was removed and is over begins anew', () => {
    expect(made({ ...seller, name: 'Havn' }, { stored, partnerIdOf: HAVN, slugHolder: HAVN, domainsOf: new Map([['havn.example', HAVN]]) })?.partner.name).toBe('Havn');
    expect(made(reseller, { providers: new Map([['5310412', nearlyFull]]) })?.providers[0]?.resellers).toHaveLength(MOST_RESELLERS);
    expect(made({ ...seller, currency: 'USD' }, { stored: removed, isOver: true })?.partner).toEqual({ ...stored, currency: 'USD', version: 5 });
  });
});

describe('[PAR-4] a partner is removed', () => {
  const now = instant('2026-03-01T10:00:00.000Z');

  it('while nothing needs it, and taken off the list of its provider', () => {
    const at = partner({ ...storedReseller });
    expect(removePartner(at, undefined, [partner({ resellers: [listed] })], now)).toEqual({ ok: true, value: { partner: { ...at, removedAt: now, version: 2 }, providers: [{ ...polder, resellers: [], version: 5 }] } });
    expect(removePartner(polder, 'customers', [], now)).toEqual({ ok: false, error: { kind: 'PartnerStillUsed', tenantId: POLDER, by: 'customers' } });
  });

  test.each([
    ['a millisecond before two minutes', '2026-03-01T10:01:59.999Z', false],
    ['two minutes later', '2026-03-01T10:02:00.000Z', true],
  ])('%s a call of it may still be under way or none may: %s', (_name, at, over) => {
    expect(isOver({ ...polder, removedAt: now }, instant(at))).toBe(over);
    expect(isOver(polder, instant(at))).toBe(false);
  });
});

test('[PAR-4] partners with nested resellers are put in an order in which they can be: one wish for a reseller of several providers', () => {
  const [first, second, third] = wishesOf([partner({ resellers: [listed] }), partner({ partnerId: '77', resellers: [listed] })]);
  expect([first?.partnerId, second?.partnerId]).toEqual(['5310412', '77']);
  expect(third).toEqual({ ...reseller, providers: ['5310412', '77'] });
});
