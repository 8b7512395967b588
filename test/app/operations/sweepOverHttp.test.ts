import { writeExportPart } from '../../../src/app/export/writeExportPart';
import { SweepRounds } from '../../../src/app/due/sweepRound';
import { schemaVersion } from '../../../src/app/schema/schemaVersions';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { runInvoices, worldProcesses } from '../../support/worldOrchestrations';

const at = '2021-06-18T10:00:00.000Z';
const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;
const paused = { state: 'paused', reason: 'a look at the prices' };

const aWorld = async () => {
  const world = await World.at(at);
  const http = httpOver(world);
  const rounds = new SweepRounds();
  const { app } = world;
  return {
    world,
    http,
    ask: (path: string, call: Call = {}) => http(`/nextterm/v1/operations/${path}`, { caller: operator, ...call }),
    round: () => rounds.run(app, { processes: worldProcesses(app), startInvoices: async () => undefined, hub: { isLive: async () => false } }),
  };
};

describe('[DUE-4] the operator over HTTP', () => {
  test('pauses, drains and lets go on; every change is in the audit log, with what stood before', async () => {
    const { world, ask, round } = await aWorld();
    expect(await ask('sweep')).toMatchObject({ status: 200, body: { state: 'running', drained: false, running: [], now: at } });
    expect(await ask('sweep', { method: 'PUT', body: paused })).toMatchObject({ status: 200, body: { ...paused, since: at, by: { tenantId: operator.tenantId, userId: 'o' }, drained: false } });
    await round();
    expect((await ask('sweep')).body).toMatchObject({ state: 'paused', drained: true, last: { startedAt: at, endedAt: at, tookMillis: 0 } });
    await world.app.startedProcesses.note('renewal-2021-06-18T10-03', 'renewal');
    expect((await ask('sweep', { method: 'PUT', body: { state: 'draining', reason: 'version 2' } })).body).toMatchObject({ state: 'draining', drained: false, running: [{ process: 'renewal', instanceId: 'renewal-2021-06-18T10-03', startedAt: at }] });
    await round();
    expect((await ask('sweep')).body).toMatchObject({ state: 'draining', drained: true, running: [] });
    expect((await ask('sweep', { method: 'PUT', body: { state: 'running' } })).body).toMatchObject({ state: 'running', drained: false });
    const records = (await world.stores.Audit.list(`${operator.tenantId}|2021-06-18`, {})).rows.map(({ value }) => [value['operationType'], JSON.parse(String(value['before'])) as object]);
    expect(records).toEqual([
      ['update_sweep', { state: 'running' }],
      ['update_sweep', expect.objectContaining(paused)],
      ['update_sweep', expect.objectContaining({ state: 'draining', reason: 'version 2' })],
    ]);
  });

  test.each([
    [{ state: 'paused' }, 'reason'],
    [{ state: 'draining', reason: '  ' }, 'reason'],
    [{ state: 'draining', reason: 'x', kinds: ['renewal'] }, 'kinds'],
    [{ ...paused, kinds: [] }, 'kinds'],
    [{ ...paused, kinds: ['renewals'] }, 'kinds'],
    [{ state: 'stopped', reason: 'x' }, 'state'],
  ])('%j is refused, names %s and changes nothing', async (body, named) => {
    const { world, ask } = await aWorld();
    const before = await world.dump(['Directory']);
    expect(await ask('sweep', { method: 'PUT', body })).toMatchObject({ status: 400, text: expect.stringContaining(named) as string });
    expect(await world.dump(['Directory'])).toEqual(before);
  });

  test('a partner neither sees nor changes it', async () => {
    const { http } = await aWorld();
    for (const [path, method] of [['sweep', 'GET'], ['sweep', 'PUT'], ['status', 'GET']] as const) {
      expect((await http(`/nextterm/v1/operations/${path}`, { method, ...(method === 'PUT' && { body: paused }) })).status).toBe(403);
    }
  });

  test('an export stops at its next part and goes on after it', async () => {
    const { world, http } = await aWorld();
    await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCBUSSTAND01:0001' }]);
    await world.advanceTo('2021-07-08T00:00:00Z');
    await runInvoices(world.app, { partnerId: world.as('havn').partner.tenantId, month: calendarDate('2021-06-01') });
    const asked = await http('/v1.0/reports/partners/billing/reconciliation/billed/export', { method: 'POST', body: { invoiceId: 'G000000001' } });
    const status = async () => ((await http((asked.headers['Location'] ?? '').replace(/^https?:..[^/]*/, ''))).body as { status: string }).status;
    await world.app.sweepControl.put({ state: 'paused', reason: 'x', kinds: ['export'] }, operator);
    const [due] = (await world.due()).filter(({ kind }) => kind === 'export');
    expect(due === undefined ? undefined : await writeExportPart(world.app, due)).toEqual({ status: 'Paused', lines: 0, parts: 0 });
    await world.tick();
    expect(await status()).toBe('notStarted');
    await world.app.sweepControl.put({ state: 'running', reason: '' }, operator);
    await world.tick();
    expect(await status()).toBe('succeeded');
  });
});

describe('[DUE-5] health over HTTP', () => {
  test('nobody needs a token for it, and it says nothing of anybody', async () => {
    const { world, http, round, ask } = await aWorld();
    await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCBUSSTAND01:0001' }]);
    await ask('sweep', { method: 'PUT', body: { ...paused, reason: 'Havn asked for it' } });
    world.sleepUntil('2021-07-18T00:00:00Z');
    await round();
    const { status, body, text } = await http('/nextterm/v1/health', { authorization: null });
    expect([status, body]).toMatchObject([200, { healthy: true, status: 'degraded', parts: expect.arrayContaining([{ name: 'sweep', state: 'degraded', told: 'paused', seconds: 0 }]) as object }]);
    for (const secret of ['havn', 'Havn', world.customer('Zonnebloem'), operator.tenantId]) expect(text).not.toContain(secret);
    expect(await http('/nextterm/v1/health/live', { authorization: null })).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await http('/nextterm/v1/health/ready', { authorization: null })).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  test('the operator is told the figures, and of what versions it is', async () => {
    const { world, round, ask } = await aWorld();
    await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCBUSSTAND01:0001' }, { sku: 'NCBUSSTAND01:0001' }]);
    await world.advanceTo('2021-07-17T23:00:00Z');
    await ask('sweep', { method: 'PUT', body: { ...paused, kinds: ['renewal'] } });
    world.sleepUntil('2021-07-18T00:10:00Z');
    await round();
    const { body } = await ask('status');
    const zero = { count: 0 };
    expect(body).toMatchObject({
      status: 'healthy',
      sweep: { ...paused, kinds: ['renewal'], drained: false },
      figures: { due: { count: 2, byKind: [{ kind: 'renewal', count: 2 }], oldest: { kind: 'renewal', at: '2021-07-18T00:00:00.000Z' } }, parked: zero, consumersParked: zero, deadLetters: zero, unreadable: zero },
      versions: { node: process.versions.node, policy: 'new-commerce', orchestrations: expect.stringMatching(/^\d+$/) as string, rows: schemaVersion },
    });
  });

  test('before the first sweep there are no figures', async () => {
    const { ask } = await aWorld();
    const { body } = await ask('status');
    expect(body).toMatchObject({ status: 'healthy', parts: [{ name: 'storage', state: 'up' }, { name: 'bus', state: 'none' }, { name: 'sweep', state: 'unknown', told: 'running' }] });
    expect(body).not.toHaveProperty('figures');
  });
});
