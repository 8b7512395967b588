import { MOST_ADDITIONAL_RESELLERS, resellerProblem, type NamedResellers, type Seller } from '../../../../src/domain/parties/partner/resellers';
import { type Reseller } from '../../../../src/domain/parties/partner/state';

const reseller = (partnerId: string, agreementSigned = true): Reseller => ({
  name: `Reseller ${partnerId}`,
  partnerId,
  tenantId: '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e',
  country: 'NL',
  agreementSigned,
});

const provider: Seller = {
  tenantId: 'provider',
  kind: 'indirect_provider',
  resellers: [...['1', '2', '3', '4', '5', '6', '7'].map((id) => reseller(id)), reseller('8', false)],
  others: new Map([
    ['20', { isReseller: true, agreementSigned: true }],
    ['21', { isReseller: true, agreementSigned: false }],
    ['22', { isReseller: false, agreementSigned: true }],
  ]),
};

describe('[ORD-2] resellers on a line', () => {
  test.each<{ name: string; named: NamedResellers; seller?: Seller; problem: ReturnType<typeof resellerProblem> }>([
    { name: 'none: the order goes without', named: { additionalResellers: [] }, problem: undefined },
    { name: 'one of the provider', named: { resellerOfRecord: '1', additionalResellers: [] }, problem: undefined },
    { name: 'five more', named: { resellerOfRecord: '1', additionalResellers: ['2', '3', '4', '5', '6'] }, problem: undefined },
    {
      name: 'six more',
      named: { resellerOfRecord: '1', additionalResellers: ['2', '3', '4', '5', '6', '7'] },
      problem: { kind: 'TooManyResellers', named: MOST_ADDITIONAL_RESELLERS + 1, most: 5 },
    },
    { name: 'additional ones without a first', named: { additionalResellers: ['2'] }, problem: { kind: 'AdditionalResellerWithoutFirst' } },
    { name: 'the first once more', named: { resellerOfRecord: '1', additionalResellers: ['2', '1'] }, problem: { kind: 'ResellerNamedTwice', partnerId: '1' } },
    { name: 'an additional one twice', named: { resellerOfRecord: '1', additionalResellers: ['2', '2'] }, problem: { kind: 'ResellerNamedTwice', partnerId: '2' } },
    { name: 'a first that does not exist', named: { resellerOfRecord: '99', additionalResellers: [] }, problem: { kind: 'ResellerUnknown', partnerId: '99' } },
    { name: "a first of another provider's", named: { resellerOfRecord: '20', additionalResellers: [] }, problem: { kind: 'ResellerNotOfProvider', partnerId: '20' } },
    { name: 'a first that has not signed', named: { resellerOfRecord: '8', additionalResellers: [] }, problem: { kind: 'ResellerAgreementMissing', partnerId: '8' } },
    { name: 'an additional one that does not exist', named: { resellerOfRecord: '1', additionalResellers: ['2', '99'] }, problem: { kind: 'ResellerUnknown', partnerId: '99' } },
    { name: 'an additional one that has not signed', named: { resellerOfRecord: '1', additionalResellers: ['8'] }, problem: { kind: 'ResellerAgreementMissing', partnerId: '8' } },
    { name: "an additional one of another provider's", named: { resellerOfRecord: '1', additionalResellers: ['20'] }, problem: undefined },
    { name: "an additional one of another provider's that has not signed", named: { resellerOfRecord: '1', additionalResellers: ['21'] }, problem: { kind: 'ResellerAgreementMissing', partnerId: '21' } },
    { name: 'an additional one that is no reseller', named: { resellerOfRecord: '1', additionalResellers: ['22'] }, problem: { kind: 'ResellerNotOfProvider', partnerId: '22' } },
    { name: 'a direct partner that names none', named: { additionalResellers: [] }, seller: { ...provider, kind: 'direct_bill' }, problem: undefined },
    { name: 'a direct partner that names one', named: { resellerOfRecord: '1', additionalResellers: [] }, seller: { ...provider, kind: 'direct_bill' }, problem: { kind: 'ResellerNotAllowed' } },
    { name: 'a direct partner that names only additional ones', named: { additionalResellers: ['2'] }, seller: { ...provider, kind: 'direct_bill' }, problem: { kind: 'ResellerNotAllowed' } },
  ])('$name', ({ named, seller = provider, problem }) => {
    expect(resellerProblem(named, seller)).toEqual(problem);
  });
});
