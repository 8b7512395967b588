import { claimDomain, isDomainOfAnother, releaseDomain } from '../../src/app/customer/domainClaims';
import { type Attested } from '../../src/domain/parties/customer/attestAgreement';
import { type Customer } from '../../src/domain/parties/customer/state';
import { interrupted } from '../support/interrupted';
import { mcaTemplate, newRequestId, outcomeOf, refusalOf, repeated } from '../support/worldDesk';
import { World } from '../support/world';

const asked = {
  domain: 'tuinbouw.example',
  billingProfile: { email: 'a@tuinbouw.example', culture: 'nl-NL', language: 'nl', companyName: 'Tuinbouw', defaultAddress: { country: 'NL', city: 'Delft' } },
};

const aWorld = () => World.at('2021-06-18T10:00:00Z');

describe('[CUS-1] a customer', () => {
  test('is created with the relationship accepted', async () => {
    const world = await aWorld();
    const { partner } = world.as('havn');
    const customer = await outcomeOf<Customer>(world.as('havn').createCustomer(asked));
    expect(customer).toMatchObject({ version: 1, name: 'Tuinbouw', country: 'NL', segment: 'commercial', attestations: {} });
    expect(customer.relationships).toEqual({ [partner.tenantId]: { status: 'accepted', since: '2021-06-18T10:00:00.000Z' } });
    expect(world.happened()).toEqual(['CustomerCreated']);
    await world.expectNothingDue();
  });

  test('asked for again under the same request id: the very same bytes, one customer', async () => {
    const world = await aWorld();
    const requestId = newRequestId();
    const first = await world.as('havn').createCustomer(asked, { requestId });
    await world.advanceTo('2021-08-01T00:00:00Z');
    const before = await world.dump();
    expect(await world.as('havn').createCustomer(asked, { requestId: requestId.toUpperCase() })).toEqual(repeated(first));
    await world.advanceTo('2021-08-02T00:00:00Z');
    expect(await world.dump()).toEqual(before);
  });

  test('another body under the same request id is refused and stores nothing', async () => {
    const world = await aWorld();
    const requestId = newRequestId();
    await outcomeOf(world.as('havn').createCustomer(asked, { requestId }));
    await world.tick();
    const before = await world.dump();
    expect(await refusalOf(world.as('havn').createCustomer({ ...asked, domain: 'other.example' }, { requestId }))).toEqual({ kind: 'RequestIdReused', requestId });
    // Its publish-deadline came before the conflict showed; the sweep finds nothing to publish and clears it.
    await world.advanceTo('2021-06-18T10:03:00Z');
    expect(await world.dump()).toEqual(before);
  });

  test('another body under the same request id takes no domain from a customer that claims it just before it is given back', async () => {
    const world = await aWorld();
    const now = world.now();
    const [refused, other] = ['c0000000-0000-4000-8000-000000000001', 'c0000000-0000-4000-8000-000000000002'];
    await claimDomain(world.app, asked.domain, refused, now);
    const { store, hasActed } = interrupted(world.stores.Directory, { deletes: '' }, async () => {
      await releaseDomain(world.app, asked.domain, refused);
      expect(await claimDomain(world.app, asked.domain, other, now)).toBe(true);
    });
    await releaseDomain({ ...world.app, directory: store }, asked.domain, refused);
    expect([hasActed(), await isDomainOfAnother(world.app, asked.domain, refused, now)]).toEqual([true, true]);
  });

  test('of another partner with the same request id is another customer', async () => {
    const world = await aWorld();
    const requestId = newRequestId();
    const one = await outcomeOf<Customer>(world.as('havn').createCustomer(asked, { requestId }));
    const other = await outcomeOf<Customer>(world.as('nordlys').createCustomer({ ...asked, domain: 'other.example' }, { requestId }));
    expect(one.id).not.toBe(other.id);
  });

  test('in a market without prices is refused', async () => {
    const world = await aWorld();
    const before = await world.dump();
    const elsewhere = { ...asked, billingProfile: { ...asked.billingProfile, defaultAddress: { country: 'DE' } } };
    expect(await refusalOf(world.as('havn').createCustomer(elsewhere))).toEqual({ kind: 'MarketNotSupported', country: 'DE' });
    expect(await world.dump()).toEqual(before);
  });

  test('[PAR-3] is not found by a partner without an accepted relationship, pending or none', async () => {
    const world = await aWorld();
    for (const [slug, name] of [['nordlys', 'Grachtenpand'], ['nordlys', 'Zonnebloem']] as const) {
      const customerId = world.customer(name);
      expect(await refusalOf(world.as(slug).createCart(customerId, [{ sku: 'NCBUSSTAND01:0001' }]))).toEqual({ kind: 'CustomerNotFound', customerId });
      expect(await refusalOf(world.as(slug).attest(customerId))).toEqual({ kind: 'CustomerNotFound', customerId });
    }
  });
});

describe('[CUS-2] the attestation of the customer agreement', () => {
  test('opens the way to an order', async () => {
    const world = await aWorld();
    const customerId = world.customer('Molenwiek');
    const lines = [{ sku: 'NCBUSSTAND01:0001' }];
    expect(await refusalOf(world.as('havn').createCart(customerId, lines))).toEqual({ kind: 'AgreementNotConfirmed', customerId });
    const { attestation } = await outcomeOf<Attested>(world.as('havn').attest(customerId));
    expect(attestation).toMatchObject({ templateId: mcaTemplate, userId: 'user of the test', attestedAt: '2021-06-18T10:00:00.000Z' });
    expect(await world.buy('havn', customerId, lines)).toHaveLength(1);
    expect(world.happened()).toEqual(['AgreementAttested', 'OrderPlaced', 'SubscriptionPurchased']);
  });

  test('counts for the partner who made it only', async () => {
    const world = await aWorld();
    const customer = await outcomeOf<Customer>(world.as('havn').createCustomer(asked));
    await outcomeOf(world.as('havn').attest(customer.id));
    expect(await refusalOf(world.as('nordlys').createCart(customer.id, [{ sku: 'NCBUSSTAND01:0001' }]))).toMatchObject({ kind: 'CustomerNotFound' });
  });

  test('made twice with the same details is refused; with others it is made anew', async () => {
    const world = await aWorld();
    const customerId = world.customer('Molenwiek');
    const dateAgreed = world.now();
    await outcomeOf(world.as('havn').attest(customerId, { dateAgreed }));
    world.sleepUntil('2021-06-19T10:00:00Z');
    const reordered = { email: 'n.bakker@example.com', lastName: 'Bakker', firstName: 'Noor' };
    expect(await refusalOf(world.as('havn').attest(customerId, { dateAgreed, primaryContact: reordered }))).toEqual({ kind: 'AgreementAlreadyConfirmed', customerId });
    await outcomeOf(world.as('havn').attest(customerId, { dateAgreed, primaryContact: { ...reordered, phoneNumber: '0755551234' } }));
  });

  test('repeated under the same request id gets the same bytes', async () => {
    const world = await aWorld();
    const customerId = world.customer('Molenwiek');
    const requestId = newRequestId();
    const details = { dateAgreed: world.now() };
    const first = await world.as('havn').attest(customerId, details, { requestId });
    expect(await world.as('havn').attest(customerId, details, { requestId })).toEqual(repeated(first));
  });
});
