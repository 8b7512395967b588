import { offersJudged } from '../../../src/adapters/http/resources/offer';
import { catalogueOpenTo } from '../../../src/domain/catalogue/findOffer';
import { catalogueOf, type Catalogue, type Segment } from '../../../src/domain/catalogue/state';
import { placeOrder } from '../../../src/domain/order/placeOrder';
import { reviewLines } from '../../../src/domain/order/reviewLines';
import { catalogue as sold, line, shop } from './shop';

const MAIL = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123';

/** MAIL at ten a month for companies, one less for each segment after them. */
const prices: Readonly<Record<Segment, string>> = { commercial: '10', education: '9', government: '8', nonprofit: '7' };
const sellingMail = (...segments: readonly Segment[]): Catalogue => {
  const office = sold.items.get('OFFICE:0001');
  const [first] = office?.lines ?? [];
  if (office === undefined || first === undefined) throw new Error('The shop sells no OFFICE');
  return catalogueOf('NL', [{ sku: { ...office.sku, productId: MAIL, kind: 'traditional' }, lines: segments.map((segment) => ({ ...first, segment, unitPrice: prices[segment] })) }]);
};

describe('[CUS-3] [MIG-1] an offer that is named by its GUID alone', () => {
  const asked = line({ catalogItemId: MAIL.toUpperCase() });
  const bought = (catalogue: Catalogue, segment: Segment) => {
    const result = reviewLines([asked], shop({ catalogue, segment }))[0]?.result;
    return result?.ok === true ? result.value.offer.segment : result?.error.kind;
  };

  test.each<{ name: string; segments: readonly Segment[]; customer: Segment; expected: string }>([
    { name: 'of two segments the second', segments: ['education', 'government'], customer: 'government', expected: 'government' },
    { name: 'of two segments the first', segments: ['education', 'government'], customer: 'education', expected: 'education' },
    { name: 'beside one for companies its own', segments: ['commercial', 'education'], customer: 'education', expected: 'education' },
    { name: 'without one of its own that for companies', segments: ['commercial', 'education'], customer: 'government', expected: 'commercial' },
    { name: 'as a company that for companies', segments: ['commercial', 'education'], customer: 'commercial', expected: 'commercial' },
    { name: 'of none of its own nor for companies none', segments: ['education', 'nonprofit'], customer: 'government', expected: 'SegmentNotEligible' },
  ])('$customer is sold $name: $expected', ({ segments, customer, expected }) => {
    expect(bought(sellingMail(...segments), customer)).toBe(expected);
  });

  test('[ORD-11] what the older offers API judges for a customer is what is bought', () => {
    const segments: readonly Segment[] = ['commercial', 'education', 'government'];
    const market = sellingMail(...segments);
    for (const customer of segments) {
      const open = catalogueOpenTo(market, customer);
      expect(offersJudged(open, [...open.items.values()], customer).map(({ segment }) => segment)).toEqual([bought(market, customer)]);
    }
  });

  test('[ORD-1] an order without a cart is of it, at its price', () => {
    const { billingCycle: _cycle, ...minimal } = asked;
    const placed = placeOrder(
      { head: { id: 'order', customerId: 'c' }, attestationAccepted: true, lines: [minimal], subscriptionId: (number) => `subscription ${number}`, planId: () => '' },
      shop({ catalogue: sellingMail('commercial', 'government'), segment: 'government' }),
    );
    expect(placed.ok && placed.value.order.lines.map(({ pricing }) => pricing.price)).toEqual(['8']);
  });
});
