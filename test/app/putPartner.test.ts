import { createCustomer } from '../../src/app/customer/createCustomer';
import { answerRelationship, askRelationship } from '../../src/app/customer/customerRelationships';
import { type WriteCall } from '../../src/app/ports';
import { getPartner, listPartners } from '../../src/app/partner/listPartners';
import { PARTNERS_PARTITION, tenantKey } from '../../src/app/partner/partnerRows';
import { putPartner, removePartner } from '../../src/app/partner/putPartner';
import { type ResellerWish, type SellerWish } from '../../src/domain/parties/partner/setUpPartner';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { type Stores } from '../../src/wiring/wiring';
import { FaultPlan, FaultyStore, type Fault, type Operation } from '../support/faultyStore';
import { World } from '../support/world';
import { seenByCaller, underFault } from '../support/worldFaults';
import { rowsOf } from '../support/worldStores';

const at = '2026-03-02T10:00:00.000Z';
const KADE = '5a1c2f3e-0b4d-4c6e-8f70-91a2b3c4d5e6';
const SLUIS = '6b2d3f4e-1c5e-4d7f-9a81-a2b3c4d5e6f7';
const WATERLAND = '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e';

const kade: SellerWish = { kind: 'indirect_provider', slug: 'kade', name: 'Kade Distributie', tenantId: KADE, partnerId: '5400001', country: 'NL', currency: 'EUR', programmeStatus: 'active', domains: ['kade.example', 'kade.onmicrosoft.com'] };
const sluis: ResellerWish = { kind: 'indirect_reseller', name: 'Sluis ICT', tenantId: SLUIS, partnerId: '6400001', country: 'NL', agreementSigned: true, programmeStatus: 'active', domains: [], providers: ['5400001', '5310412'] };

const partnersOf = async ({ Partners }: Stores) => (await rowsOf(Partners)).map(({ key, value }) => ({ key, value }));
const keysOf = async (stores: Stores, tenantId: string): Promise<readonly string[]> => (await partnersOf(stores)).filter(({ value }) => value['tenantId'] === tenantId).map(({ key }) => key);

/** A process whose `Partners` table fails by the plan. */
const faulty = (from: Stores, plan: FaultPlan): Promise<World> => World.at(at, from, (store, table) => (table === 'Partners' ? new FaultyStore(store, plan) : store));

const steps: readonly { readonly name: string; readonly act: (world: World) => Promise<{ readonly ok: boolean }> }[] = [
  { name: 'made with domains', act: ({ app }) => putPartner(app, kade) },
  { name: 'a reseller of two providers', act: ({ app }) => putPartner(app, sluis) },
  { name: 'changed: another domain, slug and provider', act: async ({ app }) => {
    const left = await putPartner(app, { ...sluis, providers: ['5310412'], domains: ['sluis.example'] });
    return left.ok ? putPartner(app, { ...kade, slug: 'kadebv', domains: ['kade.example', 'kade.nl'] }) : left;
  } },
];

describe('[PAR-4] [CUS-1] a domain that a partner and a customer want at the same moment', () => {
  const customer = { domain: 'kade.example', billingProfile: { email: 'a@kade.example', culture: 'nl-NL', language: 'nl', companyName: 'Kade', defaultAddress: { country: 'NL' } } };
  const claim = 'domain|kade.example';
  /** Something else happens before the first commit to a table that touches one partition. */
  const before = (table: string, partition: string, act: () => Promise<unknown>) => {
    let done: Promise<unknown> | undefined;
    return (store: PartitionStore, name: string): PartitionStore =>
      name !== table
        ? store
        : {
            read: (...given) => store.read(...given),
            list: (...given) => store.list(...given),
            listAcross: (...given) => store.listAcross(...given),
            commit: async (into, writes) => {
              if (into === partition) await (done ??= act());
              return store.commit(into, writes);
            },
          };
  };

  /** By a process of its own, which is held up before a commit until the other has done something. */
  const made = async (table: string, partition: string, act: (world: World) => Promise<unknown>) => {
    const world = await World.at(at);
    const plain = world.app;
    const late = world.newProcess(
      before(table, partition, async () => {
        world.use(plain);
        await act(world);
        world.use(late);
      }),
    );
    world.use(late);
    return { world, late };
  };
  const claimsOf = async ({ stores }: World) => (await rowsOf(stores.Directory)).filter(({ key }) => key === claim);

  it('is the partner’s where that is about to be stored', async () => {
    let asked: unknown;
    const { world, late } = await made('Partners', PARTNERS_PARTITION, async (each) => (asked = await each.as('havn').createCustomer(customer)));
    expect(await putPartner(late, kade)).toMatchObject({ ok: true });
    expect(asked).toMatchObject({ ok: false, error: { kind: 'DomainTaken' } });
    expect(await claimsOf(world)).toEqual([]);
  });

  it('is the partner’s where that was stored since the customer was asked for', async () => {
    let put: unknown;
    const { world } = await made('Directory', claim, async (each) => (put = await putPartner(each.app, kade)));
    expect(await world.as('havn').createCustomer(customer)).toMatchObject({ ok: false, error: { kind: 'DomainTaken' } });
    expect(put).toMatchObject({ ok: true });
    expect(await claimsOf(world)).toEqual([]);
  });

  it('is the customer’s where that is about to be stored', async () => {
    let asked: unknown;
    const { world, late } = await made('Directory', claim, async (each) => (asked = await each.as('havn').createCustomer(customer)));
    expect(await putPartner(late, kade)).toEqual({ ok: false, error: { kind: 'PartnerDomainTaken', domain: 'kade.example' } });
    expect(asked).toMatchObject({ ok: true });
    expect((await rowsOf(world.stores.Partners)).filter(({ key }) => key === claim)).toEqual([]);
  });
});

describe('[PAR-4] what a partner is found by, and its providers’ lists, stand with it, disturbed at every operation of the table', () => {
  test.each<Fault['does']>(['dieBefore', 'dieAfter', 'lostAnswer', 'conflict', 'sentAgain'])('%s: all or nothing, and put again it is as undisturbed', async (does) => {
    let { stores } = await World.at(at);
    for (const { act } of steps) {
      const plan = new FaultPlan([]);
      const calm = await faulty(stores, plan);
      expect(await act(calm)).toMatchObject({ ok: true });
      const undisturbed = await partnersOf(calm.stores);
      const before = await partnersOf(stores);
      expect(undisturbed).not.toEqual(before);
      const places = (['read', 'commit'] satisfies Operation[]).flatMap((operation) => Array.from({ length: plan.seen(operation) }, (_, index): Fault => ({ at: operation, nth: index + 1, does })));
      for (const fault of places.filter((each) => does !== 'conflict' || each.at === 'commit')) {
        await underFault(fault, async () => {
          const world = await faulty(stores, new FaultPlan([fault]));
          await seenByCaller(act(world));
          world.restart();
          expect(await act(world)).toMatchObject({ ok: true });
          expect(await partnersOf(world.stores)).toEqual(undisturbed);
        });
      }
      ({ stores } = calm);
    }
  });
});

describe('[PAR-4] [CUS-1] a partner that another process has changed since this one remembered it', () => {
  const asked = { domain: 'new.example', billingProfile: { email: 'a@new.example', culture: 'nl-NL', language: 'nl', companyName: 'New', defaultAddress: { country: 'NL' } } };
  const encode = { answer: () => ({ status: 201, headers: {}, body: '' }), before: () => undefined, preview: () => ({ status: 200, headers: {}, body: '' }) };

  /** Kade, as this process goes on to remember it, with its reseller. */
  const remembered = async () => {
    const world = await World.at(at);
    await putPartner(world.app, kade);
    await putPartner(world.app, { ...sluis, providers: ['5310412', '5400001'] });
    const partner = await world.app.partnerByTenant(KADE);
    if (partner === undefined) throw new Error('It was not put');
    let requests = 0;
    const call = (preview = false): WriteCall => ({ partner, userId: 'u', request: { callerTenantId: KADE, requestId: `r${(requests += 1)}`, fingerprint: 'f' }, preview });
    return { world, call, customer: world.customer('Zonnebloem') };
  };

  it('makes no customer once it was removed, and asks for none; nothing is stored, and no domain claimed', async () => {
    const { world, call, customer } = await remembered();
    const other = world.newProcess();
    expect([await removePartner(other, SLUIS), await removePartner(other, KADE)]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await world.app.partnerByTenant(KADE)).toMatchObject({ tenantId: KADE });
    const before = await world.dump();
    for (const preview of [true, false]) {
      expect(await createCustomer(world.app, call(preview), asked, encode)).toEqual({ ok: false, error: { kind: 'PartnerUnknown', tenantId: KADE } });
      expect(await askRelationship(world.app, call(preview), customer, {}, encode)).toEqual({ ok: false, error: { kind: 'PartnerUnknown', tenantId: KADE } });
    }
    expect(await world.dump()).toEqual(before);
  });

  it('[PAR-3] shows no customer to a reseller that has left it', async () => {
    const { world, call, customer } = await remembered();
    const through = { resellerTenantId: SLUIS };
    expect(await askRelationship(world.app, call(), customer, through, encode)).toMatchObject({ ok: true });
    expect(await putPartner(world.newProcess(), { ...sluis, providers: ['5310412'] })).toMatchObject({ ok: true });
    const gone = { ok: false, error: { kind: 'ResellerNotPartnered', resellerTenantId: SLUIS } };
    const other = world.customer('Molenwiek');
    const before = await world.dump();
    expect([await createCustomer(world.app, call(), { ...asked, ...through }, encode), await askRelationship(world.app, call(), other, through, encode)]).toEqual([gone, gone]);
    const accept = { request: { callerTenantId: customer, requestId: 'a', fingerprint: 'f' }, preview: false };
    expect(await answerRelationship(world.app, accept, customer, { partnerTenantId: KADE, answer: 'accepted' }, undefined, encode)).toEqual({ ok: false, error: { kind: 'RelationshipResellerGone', partnerTenantId: KADE, resellerTenantId: SLUIS } });
    expect(await world.dump()).toEqual(before);
  });
});

describe('[PAR-4] partners of this installation', () => {
  it('found by domain and PartnerID once they are put; what they gave up is free, and what is taken is refused with nothing changed', async () => {
    const { app, stores } = await World.at(at);
    await putPartner(app, kade);
    expect([(await app.partnerByDomain('KADE.example'))?.name, (await app.partnerOf('5400001'))?.name]).toEqual(['Kade Distributie', 'Kade Distributie']);
    const other: SellerWish = { ...kade, tenantId: SLUIS, partnerId: '5400002', slug: 'sluis', domains: ['kade.example'] };
    const before = await partnersOf(stores);
    expect(await putPartner(app, other)).toEqual({ ok: false, error: { kind: 'PartnerDomainTaken', domain: 'kade.example' } });
    expect(await putPartner(app, { ...other, domains: [], partnerId: '5400001' })).toEqual({ ok: false, error: { kind: 'PartnerIdTaken', partnerId: '5400001', byTenantId: KADE } });
    expect(await putPartner(app, { ...other, domains: [], slug: 'kade' })).toEqual({ ok: false, error: { kind: 'PartnerSlugTaken', slug: 'kade' } });
    expect(await partnersOf(stores)).toEqual(before);
    await putPartner(app, { ...kade, domains: [] });
    expect(await app.partnerByDomain('kade.example')).toBeUndefined();
    expect(await putPartner(app, other)).toMatchObject({ ok: true });
    expect((await app.partnerByDomain('kade.example'))?.partnerId).toBe('5400002');
  });

  it('of two that ask for one domain at the same moment, in two processes, one has it', async () => {
    const world = await World.at(at);
    const outcomes = await Promise.all([putPartner(world.app, kade), putPartner(world.newProcess(), { ...kade, tenantId: SLUIS, partnerId: '5400002', slug: 'sluis' })]);
    expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ error: { kind: 'PartnerDomainTaken' } });
    expect((await partnersOf(world.stores)).filter(({ key }) => key === 'domain|kade.example')).toHaveLength(1);
  });

  it('not with the tenant of the operator, or the tenant or the domain of a customer', async () => {
    const world = await World.at(at);
    const { app } = world;
    expect(await putPartner(app, { ...kade, tenantId: app.operatorTenantId })).toMatchObject({ error: { kind: 'PartnerTenantTaken', by: 'operator' } });
    expect(await putPartner(app, { ...kade, tenantId: world.customer('Zonnebloem') })).toMatchObject({ error: { kind: 'PartnerTenantTaken', by: 'customer' } });
    expect(await putPartner(app, { ...kade, domains: ['bjorkhagenbygg.onmicrosoft.com'] })).toMatchObject({ error: { kind: 'PartnerDomainTaken', domain: 'bjorkhagenbygg.onmicrosoft.com' } });
  });

  it('removed while nothing needs them, with all they were found by; and put anew two minutes later with another currency', async () => {
    const world = await World.at(at);
    const { app, stores } = world;
    await putPartner(app, kade);
    await putPartner(app, { ...sluis, providers: ['5400001'] });
    expect(await removePartner(app, KADE)).toMatchObject({ error: { kind: 'PartnerStillUsed', by: 'resellers' } });
    expect(await removePartner(app, SLUIS)).toMatchObject({ ok: true });
    expect(await removePartner(app, KADE)).toMatchObject({ ok: true });
    expect([await keysOf(stores, KADE), await keysOf(stores, SLUIS)]).toEqual([[tenantKey(KADE)], [tenantKey(SLUIS)]]);
    expect([await app.partnerByTenant(KADE), await app.partnerOf('5400001'), await removePartner(app, KADE), await getPartner(stores.Partners, KADE)]).toEqual([undefined, undefined, { ok: false, error: { kind: 'PartnerNotFound', tenantId: KADE } }, { ok: false, error: { kind: 'PartnerNotFound', tenantId: KADE } }]);
    const inDollars: SellerWish = { ...kade, currency: 'USD' };
    world.clock.moveTo('2026-03-02T10:01:59.999Z');
    expect(await putPartner(app, inDollars)).toMatchObject({ error: { kind: 'PartnerMemberFixed', member: 'currency' } });
    world.clock.moveTo('2026-03-02T10:02:00.000Z');
    expect(await putPartner(app, inDollars)).toMatchObject({ value: { partner: { currency: 'USD', version: 5 } } });
    expect(await keysOf(stores, KADE)).toEqual(['domain|kade.example', 'domain|kade.onmicrosoft.com', 'mpn|5400001', 'slug|kade', tenantKey(KADE)]);
  });

  it('kept while customers need them: those who sell to one, and a reseller between', async () => {
    const world = await World.at(at);
    const { app, stores } = world;
    const before = await partnersOf(stores);
    const [havn, waterland] = [world.as('havn').partner, await app.partnerByTenant(WATERLAND)];
    expect(await removePartner(app, havn.tenantId)).toMatchObject({ error: { kind: 'PartnerStillUsed', by: 'customers' } });
    expect(await removePartner(app, WATERLAND)).toMatchObject({ error: { kind: 'PartnerStillUsed', by: 'customers' } });
    expect(await putPartner(app, { ...kade, kind: 'indirect_provider' })).toMatchObject({ ok: true });
    const moved: ResellerWish = { ...sluis, name: waterland?.name ?? '', tenantId: WATERLAND, partnerId: '6120045', providers: ['5400001'] };
    expect(await putPartner(app, moved)).toMatchObject({ error: { kind: 'PartnerStillUsed', by: 'customers', provider: '5310412' } });
    await removePartner(app, KADE);
    expect((await partnersOf(stores)).filter(({ key }) => key !== tenantKey(KADE))).toEqual(before);
  });

  it('listed page by page, without those that were removed; a reseller that a version before stored says what its provider says', async () => {
    const { app, stores } = await World.at(at);
    const first = await listPartners(stores.Partners, 6);
    const second = await listPartners(stores.Partners, 6, first.continuation);
    expect([first.items.length, second.items.length, second.continuation]).toEqual([6, 5, undefined]);
    const { agreementSigned: _, ...older } = (await stores.Partners.read(PARTNERS_PARTITION, tenantKey(WATERLAND)))?.value ?? {};
    await stores.Partners.commit(PARTNERS_PARTITION, [{ op: 'put', key: tenantKey(WATERLAND), value: older }]);
    expect(await getPartner(stores.Partners, WATERLAND)).toMatchObject({ value: { agreementSigned: true } });
    await putPartner(app, kade);
    await removePartner(app, KADE);
    expect((await listPartners(stores.Partners, 500)).items.map(({ tenantId }) => tenantId)).toEqual([...first.items, ...second.items].map(({ tenantId }) => tenantId));
  });
});
