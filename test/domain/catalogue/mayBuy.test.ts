import { mayBuy, type Buyer } from '../../../src/domain/catalogue/mayBuy';
import { type FoundOffer } from '../../../src/domain/catalogue/findOffer';
import { instant } from '../../../src/kernel/instant';
import { holding, line, offer } from './offers';

const HAVN = '10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8';
const buyer = (facts: Partial<Buyer> = {}): Buyer => ({
  partner: { tenantId: HAVN },
  customerMarket: 'NL',
  customerSegment: 'commercial',
  holdings: [],
  at: instant('2026-03-01T12:00:00Z'),
  ...facts,
});
const named = { productId: 'NCPX7K2M9QH4', skuId: '0001' };
const one = { count: 1, scope: 'concurrent' } as const;
const three = { count: 3, scope: 'concurrent' } as const;
const everOne = { count: 1, scope: 'lifetime' } as const;
const education = [line({ segment: 'education' })];

interface Case {
  readonly name: string;
  readonly offer?: FoundOffer;
  readonly buyer?: Partial<Buyer>;
}

const allowed: readonly Case[] = [
  { name: 'an offer without conditions' },
  { name: 'one of which as many as one likes may be held', buyer: { holdings: [holding(), holding({ status: 'suspended' })] } },
  { name: 'the only one allowed, another SKU being held', offer: offer({ ownershipLimit: one }), buyer: { holdings: [holding({ skuId: '0002' })] } },
  { name: 'the only one allowed at a time, after the first is over', offer: offer({ ownershipLimit: one }), buyer: { holdings: [holding({ status: 'deleted' }), holding({ status: 'expired' }), holding({ status: 'disabled' })] } },
  { name: 'the only one allowed at a time, after the first has become another', offer: offer({ ownershipLimit: one }), buyer: { holdings: [holding({ skuId: '0009', formerSkus: ['NCPX7K2M9QH4:0001'] })] } },
  { name: 'the third of three', offer: offer({ ownershipLimit: three }), buyer: { holdings: [holding(), holding({ status: 'suspended' })] } },
  { name: 'a trial, nothing being held', offer: offer({ kind: 'trial', convertsTo: 'NCPX7K2M9QH4:0009' }) },
  { name: 'a trial, its paid equivalent being over', offer: offer({ kind: 'trial', convertsTo: 'NCPX7K2M9QH4:0009' }), buyer: { holdings: [holding({ skuId: '0009', status: 'deleted' })] } },
  { name: 'in a market of those allowed', offer: offer({ allowedMarkets: ['SE', 'NL'] }) },
  { name: 'commercial, for a school', buyer: { customerSegment: 'education' } },
  { name: 'education, for a school', offer: offer({}, education, 'education'), buyer: { customerSegment: 'education' } },
  { name: 'exclusive, for a partner of the chosen', offer: offer({ exclusiveTo: ['another', HAVN] }) },
  { name: 'at the first instant of the sale', buyer: { at: instant('2026-01-01T00:00:00.000Z') } },
  { name: 'at the last instant of the sale', buyer: { at: instant('2026-12-31T23:59:59.999Z') } },
];

const refused: readonly (Case & { readonly error: object })[] = [
  { name: 'the only one allowed is held, from another partner', offer: offer({ ownershipLimit: one }), buyer: { holdings: [holding()] }, error: { kind: 'AlreadyHeld', ...named, limit: 1, scope: 'concurrent' } },
  { name: 'a fourth of three', offer: offer({ ownershipLimit: three }), buyer: { holdings: [holding(), holding(), holding()] }, error: { kind: 'AlreadyHeld', ...named, limit: 3, scope: 'concurrent' } },
  { name: 'the only one ever allowed is over', offer: offer({ ownershipLimit: everOne }), buyer: { holdings: [holding({ status: 'deleted' })] }, error: { kind: 'AlreadyHeld', ...named, limit: 1, scope: 'lifetime' } },
  {
    name: 'the only one allowed is suspended',
    offer: offer({ ownershipLimit: one }),
    buyer: { holdings: [holding({ status: 'expired' }), holding({ status: 'suspended' }), holding({ status: 'suspended', subscriptionId: 'S2', partnerId: HAVN })] },
    error: { kind: 'HeldSuspended', ...named, subscriptionId: 'S2' },
  },
  {
    name: '[PAR-3] the only one allowed is suspended at another partner, whose id is not told',
    offer: offer({ ownershipLimit: one }),
    buyer: { holdings: [holding({ status: 'suspended', subscriptionId: 'S2' })] },
    error: { kind: 'HeldSuspended', ...named },
  },
  { name: 'the only one ever allowed has become another', offer: offer({ ownershipLimit: everOne }), buyer: { holdings: [holding({ skuId: '0009', formerSkus: ['NCPX7K2M9QH4:0001'] })] }, error: { kind: 'AlreadyHeld', ...named, limit: 1, scope: 'lifetime' } },
  { name: 'a second trial, the first having turned paid and that being over', offer: offer({ kind: 'trial', convertsTo: 'NCPX7K2M9QH4:0009' }), buyer: { holdings: [holding({ skuId: '0009', status: 'deleted', formerSkus: ['NCPX7K2M9QH4:0001'] })] }, error: { kind: 'AlreadyHeld', ...named, limit: 1, scope: 'lifetime' } },
  { name: 'a second trial, though no matrix limits it', offer: offer({ kind: 'trial' }), buyer: { holdings: [holding({ status: 'expired' })] }, error: { kind: 'AlreadyHeld', ...named, limit: 1, scope: 'lifetime' } },
  {
    name: 'a trial, its paid equivalent being held',
    offer: offer({ kind: 'trial', convertsTo: 'NCPX7K2M9QH4:0009' }),
    buyer: { holdings: [holding({ skuId: '0009' })] },
    error: { kind: 'AlreadyHeld', ...named, limit: 1, scope: 'lifetime' },
  },
  {
    name: 'a trial, its paid equivalent, which a list names in small letters, being held',
    offer: offer({ kind: 'trial', convertsTo: 'ncpx7k2m9qh4:0009' }),
    buyer: { holdings: [holding({ skuId: '0009' })] },
    error: { kind: 'AlreadyHeld', ...named, limit: 1, scope: 'lifetime' },
  },
  { name: 'in a market not among those allowed', offer: offer({ allowedMarkets: ['SE', 'US'] }), error: { kind: 'NotSoldInMarket', ...named, market: 'NL', soldIn: ['SE', 'US'] } },
  { name: 'without a price in the market', buyer: { customerMarket: 'SE' }, error: { kind: 'NotSoldInMarket', ...named, market: 'SE', soldIn: ['NL'] } },
  { name: 'education, for a business', offer: offer({}, education, 'education'), error: { kind: 'SegmentNotEligible', ...named, segment: 'education', customerSegment: 'commercial' } },
  {
    name: 'education, for a charity',
    offer: offer({}, education, 'education'),
    buyer: { customerSegment: 'nonprofit' },
    error: { kind: 'SegmentNotEligible', ...named, segment: 'education', customerSegment: 'nonprofit' },
  },
  { name: 'not sold through the programme', offer: offer({ withheld: 'not_in_programme' }), error: { kind: 'NotInProgramme', ...named } },
  { name: 'not transactable', offer: offer({ withheld: 'not_transactable' }), error: { kind: 'NotTransactable', ...named } },
  { name: 'exclusive to others', offer: offer({ exclusiveTo: ['another'] }), error: { kind: 'ExclusiveToOthers', ...named } },
  {
    name: 'the millisecond before the sale begins',
    buyer: { at: instant('2025-12-31T23:59:59.999Z') },
    error: { kind: 'NotOnSale', ...named, at: '2025-12-31T23:59:59.999Z', soldFrom: '2026-01-01T00:00:00.000Z' },
  },
  { name: 'at the instant the sale ends', buyer: { at: instant('2027-01-01T00:00:00Z') }, error: { kind: 'NotOnSale', ...named, at: '2027-01-01T00:00:00.000Z', soldUntil: '2027-01-01T00:00:00.000Z' } },
];

it.each(allowed)('[CAT-4] may be bought: $name', ({ offer: found = offer(), buyer: facts }) => {
  expect(mayBuy(found, buyer(facts))).toEqual({ ok: true, value: found });
});

it.each(refused)('[CAT-4] may not: $name', ({ offer: found = offer(), buyer: facts, error }) => {
  expect(mayBuy(found, buyer(facts))).toEqual({ ok: false, error });
});

it('[CAT-4] names what nobody can change before what the customer holds', () => {
  const everything = offer({ withheld: 'not_transactable', exclusiveTo: [], allowedMarkets: ['SE'], ownershipLimit: one });
  expect(mayBuy(everything, buyer({ holdings: [holding()] }))).toEqual({ ok: false, error: { kind: 'NotTransactable', ...named } });
});
