import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { PartnerBook } from '../../src/app/partnerBook';
import { putPartner, removePartner } from '../../src/app/partner/putPartner';
import { type PartnerPorts } from '../../src/app/partner/partnerStanding';
import { wishesOf } from '../../src/domain/parties/partner/nestedResellers';
import { instant } from '../../src/kernel/instant';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { partnerSchema, type Partner } from '../../src/domain/parties/partner/state';
import { sampleWorld } from '../domain/catalogue/sampleFiles';

const partners = sampleWorld().partners.map((partner) => partnerSchema.parse({ version: 1, ...(partner as object) }));
const [nordlys, havn, polder] = partners as [Partner, Partner, Partner];

const OPERATOR = '9eee026c-68e0-4319-b967-f041adede329';

const world = async () => {
  const store = new MemoryPartitionStore();
  const time = { now: instant('2026-01-31T10:00:00Z') };
  const clock = { now: () => time.now };
  // Another process makes them.
  const ports: PartnerPorts = { partners: new PartnerBook(store, clock), partnerRows: store, commerce: new MemoryPartitionStore(), directory: new MemoryPartitionStore(), invoices: new MemoryPartitionStore(), clock, operatorTenantId: OPERATOR };
  const put = async (some: readonly Partner[]): Promise<void> => {
    for (const wish of wishesOf(some)) expect(await putPartner(ports, wish)).toMatchObject({ ok: true });
  };
  await put(partners);
  return { store, time, put, book: new PartnerBook(store, clock) };
};

const boundTo = (store: MemoryPartitionStore): PartitionStore => ({
  read: (partition, key) => store.read(partition, key),
  list: (partition, range) => store.list(partition, range),
  listAcross: (range) => store.listAcross(range),
  commit: (partition, writes) => store.commit(partition, writes),
});

describe('the partner book', () => {
  it('finds a partner by tenant, letter case ignored, and by PartnerID', async () => {
    const { book } = await world();
    expect(await book.byTenant(havn.tenantId.toUpperCase())).toEqual({ ...havn, version: 1 });
    expect(await book.byPartnerId(polder.partnerId)).toEqual({ ...polder, version: 1 + polder.resellers.length });
    expect([await book.byTenant('00000000-0000-0000-0000-000000000000'), await book.byPartnerId('1')]).toEqual([undefined, undefined]);
  });

  it('[PAR-1] finds an indirect reseller by its own tenant, with its provider', async () => {
    const { book } = await world();
    const reseller = polder.resellers[0];
    expect(await book.byTenant(reseller?.tenantId ?? '')).toEqual({
      slug: 'reseller6120045',
      name: 'Waterland ICT',
      tenantId: reseller?.tenantId,
      partnerId: '6120045',
      kind: 'indirect_reseller',
      country: 'NL',
      currency: 'EUR',
      programmeStatus: 'active',
      resellers: [],
      providers: ['5310412'],
      agreementSigned: true,
      version: 1,
    });
  });

  it('lists the partners without their resellers', async () => {
    const { book } = await world();
    expect(new Set((await book.all()).map((partner) => partner.slug))).toEqual(new Set(['nordlys', 'havn', 'polder']));
  });

  it('[PAR-4] keeps nothing that was on its way while this process changed it: what was removed is gone with the next call', async () => {
    const { store, time } = await world();
    const clock = { now: () => time.now };
    let arrives: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => void (arrives = resolve));
    // What it has read is on its way as long as it is held.
    let slow = true;
    const slowly = { ...boundTo(store), read: async (partition: string, key: string) => {
      const row = await store.read(partition, key);
      if (slow && key.startsWith('tenant|')) await isHeld;
      return row;
    } };
    const book = new PartnerBook(slowly, clock);
    const asked = book.byTenant(havn.tenantId);
    await new Promise((resolve) => setImmediate(resolve));
    slow = false;
    const ports: PartnerPorts = { partners: book, partnerRows: store, commerce: new MemoryPartitionStore(), directory: new MemoryPartitionStore(), invoices: new MemoryPartitionStore(), clock, operatorTenantId: OPERATOR };
    expect(await removePartner(ports, havn.tenantId)).toMatchObject({ ok: true });
    arrives();
    expect(await asked).toMatchObject({ slug: 'havn' });
    expect(await book.byTenant(havn.tenantId)).toBeUndefined();
  });

  it('sees a change after a minute', async () => {
    const { book, put, time } = await world();
    await book.byTenant(nordlys.tenantId);
    await put([{ ...nordlys, programmeStatus: 'restricted' }]);
    time.now = instant('2026-01-31T10:00:59.999Z');
    expect((await book.byTenant(nordlys.tenantId))?.programmeStatus).toBe('active');
    time.now = instant('2026-01-31T10:01:00.000Z');
    expect((await book.byTenant(nordlys.tenantId))?.programmeStatus).toBe('restricted');
  });

  it('fails loudly on a corrupt row', async () => {
    const { book, store } = await world();
    await store.commit('partners', [{ op: 'put', key: `tenant|${havn.tenantId}`, value: { name: 'Havn' } }]);
    await expect(book.byTenant(havn.tenantId)).rejects.toThrow();
  });
});
