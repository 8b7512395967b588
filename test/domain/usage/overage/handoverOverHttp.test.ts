import { carryOutHandoverExpiry } from '../../../../src/app/overage/handoverExpiry';
import { heardOf } from '../../../../src/app/webhook/heard';
import { refusalsOver } from '../../../support/expectRefused';
import { httpOver, type Call } from '../../../support/httpWorld';
import { interrupted } from '../../../support/interrupted';
import { type World } from '../../../support/world';
import { customerToken, oresund, overageIn } from './oresund';

const at = '2026-03-02T10:00:00.000Z';
let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let havn: string;
let nordlys: string;

beforeEach(async () => {
  ({ world, customerId, havn, nordlys } = await oresund(at));
  http = httpOver(world);
});

const base = () => `/nextterm/v1/customers/${customerId}/overage/PhoneServices/handover`;
const theCustomer = (tenantId = customerId) => customerToken(tenantId);
const ask = (more: Call = {}) => http(base(), { method: 'POST', as: 'havn', body: { toPartnerTenantId: nordlys }, ...more });
const idOf = (reply: { readonly body: unknown }): string => (reply.body as { id: string }).id;
const answer = (id: string, word: 'agree' | 'refuse', more: Call) => http(`${base()}/${id}/${word}`, { method: 'POST', ...more });
const parties: readonly [string, Call][] = [['source', { as: 'havn' }], ['target', { as: 'nordlys' }], ['customer', { caller: theCustomer() }]];
const as = (party: 'source' | 'target' | 'customer'): Call => (party === 'customer' ? { caller: theCustomer() } : (parties.find(([name]) => name === party)?.[1] ?? {}));

const refusals = refusalsOver(() => ({ world, http }));
const expectRefused = (path: string, call: Call, status: number, code: number): Promise<void> => refusals(path, call, status, expect.objectContaining({ code }));

describe('[OVG-5] a hand-over over HTTP', () => {
  test('is asked for by the source, and agreed to by target and customer, each with its own token', async () => {
    const asked = await ask();
    expect([asked.status, asked.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        customerId,
        service: 'PhoneServices',
        status: 'pending',
        fromPartnerTenantId: havn,
        toPartnerTenantId: nordlys,
        requestedBy: 'source',
        requestedAt: at,
        expiresAt: '2026-04-01T10:00:00.000Z',
        agreements: [
          { party: 'source', tenantId: havn, agreed: true, at },
          { party: 'target', tenantId: nordlys, agreed: false },
          { party: 'customer', tenantId: customerId, agreed: false },
        ],
        awaits: [{ party: 'target', step: 'agree' }, { party: 'customer', step: 'agree' }],
        attributes: { objectType: 'OverageHandover' },
      },
    ]);
    const id = idOf(asked);
    // PAR-3: the source has agreed, so the target may know who it is.
    expect((await http(`${base()}/${id}`, as('target'))).body).toMatchObject({ fromPartnerTenantId: havn });
    expect((await answer(id, 'agree', as('target'))).body).toMatchObject({ status: 'pending', awaits: [{ party: 'customer', step: 'agree' }] });
    expect((await answer(id, 'agree', as('source'))).body).toMatchObject({ status: 'pending' });
    expect((await answer(id, 'agree', as('customer'))).body).toMatchObject({ status: 'agreed', awaits: [{ party: 'source', step: 'setNone' }] });
    for (const [, call] of parties) expect((await http(`${base()}/${id}`, call.caller === undefined ? call : as('customer'))).body).toMatchObject({ id, status: 'agreed' });
    expect(world.happened()).toEqual(['OverageHandoverRequested', 'OverageHandoverAgreed', 'OverageHandoverAgreed']);
  });

  test('asked for by one, and then by the others, it is agreed to by all', async () => {
    const id = idOf(await ask(as('customer')));
    expect([idOf(await ask(as('target'))), (await ask(as('source'))).body]).toEqual([id, expect.objectContaining({ id, status: 'agreed', requestedBy: 'customer', awaits: [{ party: 'source', step: 'setNone' }] })]);
    expect(world.happened()).toEqual(['OverageHandoverRequested', 'OverageHandoverAgreed', 'OverageHandoverAgreed']);
  });

  const toldTo = async (slug: 'havn' | 'nordlys') => ((await http('/nextterm/v1/events', { as: slug })).body as { items: { facts: string }[] }).items.map(({ facts }) => facts).filter((facts) => facts.startsWith('OverageHandover'));

  test.each([
    { by: 'source', target: ['OverageHandoverRequested', 'OverageHandoverRefused'] },
    { by: 'customer', target: [] },
  ] as const)('[PAR-3] [AUD-2] its target is told of it from when the source has agreed: asked for by the $by', async ({ by, target }) => {
    const id = idOf(await ask(as(by)));
    await answer(id, 'refuse', as('customer'));
    expect([await toldTo('havn'), await toldTo('nordlys')]).toEqual([['OverageHandoverRequested', 'OverageHandoverRefused'], target]);
  });

  /** What a partner's feed tells of the overage: facts, and all of it as text. */
  const feedOf = async (slug: 'havn' | 'nordlys', after: number) => {
    const { items } = (await http('/nextterm/v1/events', { as: slug })).body as { items: { type: string; facts: string }[] };
    const overage = items.filter(({ facts }) => facts.includes('Overage')).slice(after);
    return { facts: overage.map(({ facts }) => facts), text: JSON.stringify(overage) };
  };

  test('[PAR-3] [AUD-2] both are told when it is completed, the source nothing of what the target assigned', async () => {
    const id = idOf(await ask());
    for (const party of ['target', 'customer'] as const) await answer(id, 'agree', as(party));
    const manage = (overageEnabled: boolean, slug: string) => http(`/v1/customers/${customerId}/subscriptions/overage`, { method: 'PUT', as: slug, body: { type: 'PhoneServices', overageEnabled } });
    expect(await manage(false, 'havn')).toMatchObject({ status: 200 });
    const [source, target] = [(await feedOf('havn', 0)).facts.length, (await feedOf('nordlys', 0)).facts.length];
    expect(await manage(true, 'nordlys')).toMatchObject({ status: 200 });
    const { version, assigned } = await overageIn(world, customerId);
    const [ofSource, ofTarget] = [await feedOf('havn', source), await feedOf('nordlys', target)];
    expect([ofSource.facts, ofTarget.facts]).toEqual([['OverageHandoverCompleted'], ['OverageAssigned', 'OverageHandoverCompleted']]);
    expect([ofSource.text.includes(assigned?.azureSubscriptionId ?? ''), ofTarget.text.includes(assigned?.azureSubscriptionId ?? '')]).toEqual([false, true]);
    expect(ofSource.text).toContain('"completed"');
    expect(world.published.filter(({ subject }) => subject.kind === 'overage').map((record) => record.version)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  });

  test('[WHK-2] webhooks of its target hear of it as those of the source do', async () => {
    await ask();
    const record = world.published.find(({ facts }) => facts.some(({ type }) => type === 'OverageHandoverRequested'));
    expect(record && (await heardOf(world.app.commerce, record)).partnerIds).toEqual([havn, nordlys]);
  });

  test.each(['source', 'target', 'customer'] as const)('is refused by the %s', async (party) => {
    const id = idOf(await ask(as('target')));
    expect((await answer(id, 'refuse', as(party))).body).toMatchObject({ status: 'refused', refusedBy: party, awaits: [] });
    await expectRefused(`${base()}/${id}/agree`, { method: 'POST', ...as('customer') }, 400, 800042);
    expect((await ask()).body).toMatchObject({ status: 'pending' });
  });

  test('is for its three parties only', async () => {
    const id = idOf(await ask());
    const polder: Call = { as: 'polder' };
    await expectRefused(`${base()}/${id}`, polder, 404, 60003);
    await expectRefused(`${base()}/${id}/agree`, { method: 'POST', ...polder }, 404, 60003);
    await expectRefused(`${base()}/${id}/agree`, { method: 'POST', caller: theCustomer(world.customer('Zonnebloem')) }, 404, 60003);
    await expectRefused(`${base()}/${id}`, { as: 'havn', roles: ['helpdesk_agent'] }, 403, 900150);
    await expectRefused(`${base()}/00000000-0000-4000-8000-00000000dead`, {}, 404, 1000);
  });

  test('is not asked for where nobody has it, to whom has it already, or to a stranger', async () => {
    const body = (toPartnerTenantId: string): Call => ({ method: 'POST', body: { toPartnerTenantId } });
    await expectRefused(base().replace('PhoneServices', 'VideoServices'), body(nordlys), 404, 1000);
    await expectRefused(base(), body(havn), 400, 900148);
    await expectRefused(base(), body(world.as('polder').partner.tenantId), 403, 20002);
    await expectRefused(base(), { ...body(havn), as: 'nordlys' }, 403, 800114);
    await expectRefused(base(), { method: 'POST', body: {} }, 400, 800002);
    await ask();
    await expectRefused(base(), body(world.as('polder').partner.tenantId), 403, 20002);
  });

  test('letter case of the service does not matter', async () => {
    const asked = await http(base().replace('PhoneServices', 'phoneservices'), { method: 'POST', body: { toPartnerTenantId: nordlys } });
    expect(asked.body).toMatchObject({ service: 'PhoneServices' });
    expect((await http(`${base().replace('PhoneServices', 'PHONESERVICES')}/${idOf(asked)}`)).status).toBe(200);
  });

  test('previewed nothing happens', async () => {
    const before = await world.dump();
    expect((await http(`${base()}?preview=true`, { method: 'POST', body: { toPartnerTenantId: nordlys } })).body).toMatchObject({ preview: true, result: { status: 'pending' } });
    expect(await world.dump()).toEqual(before);
    const id = idOf(await ask());
    const asked = await world.dump();
    for (const [word, status] of [['agree', 'pending'], ['refuse', 'refused']] as const) {
      expect((await http(`${base()}/${id}/${word}?preview=true`, { method: 'POST', ...as('target') })).body).toMatchObject({ preview: true, result: { id, status } });
    }
    expect(await world.dump()).toEqual(asked);
  });

  test('sent twice under one request id it is one, with the same answer', async () => {
    const headers = { 'MS-RequestId': '6f1d2a34-0c1b-4f7e-9a61-5c1f0e8b7d21' };
    const first = await ask({ headers });
    expect((await ask({ headers })).text).toBe(first.text);
    expect(world.happened()).toEqual(['OverageHandoverRequested']);
  });

  test('expires at its instant, by the sweep, once', async () => {
    const id = idOf(await ask());
    await world.advanceTo('2026-04-01T09:59:59.999Z');
    expect((await http(`${base()}/${id}`)).body).toMatchObject({ status: 'pending' });
    world.happened();
    world.sleepUntil('2026-04-01T10:00:00.000Z');
    expect((await http(`${base()}/${id}`)).body).toMatchObject({ status: 'expired', endedAt: '2026-04-01T10:00:00.000Z' });
    await expectRefused(`${base()}/${id}/agree`, { method: 'POST', ...as('target') }, 400, 800042);
    await world.settle();
    expect(world.happened().filter((type) => type.startsWith('Overage'))).toEqual(['OverageHandoverExpired']);
    await world.expectNothingDue();
    expect((await ask()).body).toMatchObject({ status: 'pending' });
  });

  test.each(['overage|', 'handover|'])('[DUE-2] expires once where another host carries it out before %s… is read', async (prefix) => {
    const id = idOf(await ask());
    world.sleepUntil('2026-04-01T10:00:00.000Z');
    const deadline = { at: world.now(), kind: 'handoverExpiry', customerId, subject: `PhoneServices|${id}` } as const;
    const { store, hasActed } = interrupted(world.app.commerce, prefix, () => carryOutHandoverExpiry(world.app, deadline));
    await carryOutHandoverExpiry({ ...world.app, commerce: store }, deadline);
    expect([hasActed(), world.happened().filter((type) => type === 'OverageHandoverExpired')]).toEqual([true, ['OverageHandoverExpired']]);
  });

  test('agreed to and refused at once, one of the two counts', async () => {
    const id = idOf(await ask());
    const [agreed, no] = await Promise.all([answer(id, 'agree', as('target')), answer(id, 'refuse', as('customer'))]);
    expect(no.status).toBe(200);
    const { body } = await http(`${base()}/${id}`);
    expect(body).toMatchObject({ status: 'refused', refusedBy: 'customer' });
    expect([200, 400]).toContain(agreed.status);
  });
});
