import { SpanStatusCode } from '@opentelemetry/api';
import { cloudEventOf } from '../../../src/adapters/cloudevents/cloudEvent';
import { toldEvent } from '../../../src/adapters/cloudevents/toldEvent';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { deliverAtOnce } from '../../../src/app/webhook/deliverAtOnce';
import { FakeBus } from '../../support/fakeBus';
import { httpOver } from '../../support/httpWorld';
import { keptTelemetry, treeOf } from '../../support/keptTelemetry';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';
import { listening } from '../webhook/webhookDesk';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CLIENT = `00-${TRACE}-b7ad6b7169203331-01`;

/** Keeps what it is sent, as records. */
class KeepingBus extends FakeBus {
  readonly records: EventRecord[] = [];

  override async send(session: string, records: readonly EventRecord[]): Promise<void> {
    await super.send(session, records);
    this.records.push(...records);
  }
}

/** A subscription with an endpoint that hears of it, and the world's telemetry. */
const traced = async () => {
  const bus = new KeepingBus();
  const world = await World.at('2021-06-18T09:59:00Z', undefined, undefined, {}, bus);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001' }]);
  world.sleepUntil('2021-06-18T10:00:00Z');
  await listening(world, { events: ['subscription.*'] });
  bus.records.splice(0);
  const http = httpOver(world);
  const patch = (quantity: number) => http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity } });
  return { bus, world, customer, id, http, patch, kept: keptTelemetry() };
};

test('one trace leads from the call over the command, what it told the bus, and the bus function, to the delivery of the webhook, and on to its receiver', async () => {
  const { bus, world, id, patch, kept } = await traced();
  await kept.invoked('patchSubscription', () => patch(12), CLIENT);
  const told = toldEvent(cloudEventOf(bus.records[0] as EventRecord).toJSON());
  await kept.invoked('webhooks', () => deliverAtOnce(world.app.webhook, told));
  const spans = await kept.spans();
  expect(treeOf(spans, TRACE)).toEqual([
    'PATCH /v1/customers/{customerId}/subscriptions/{subscriptionId}',
    '  command patchSubscription',
    '    publish lifecycle',
    '    deliver webhook',
  ]);
  const [call, command, , delivery] = ['PATCH /v1/customers/{customerId}/subscriptions/{subscriptionId}', 'command patchSubscription', '', 'deliver webhook'].map((name) => spans.find((span) => span.name === name));
  expect(call?.parentSpanContext).toMatchObject({ spanId: 'b7ad6b7169203331', isRemote: true });
  expect(call?.attributes).toMatchObject({ 'http.request.method': 'PATCH', 'http.response.status_code': 200, 'nextterm.operation': 'patchSubscription', 'nextterm.subscription': id, 'nextterm.operations': command?.attributes['nextterm.operations'] });
  expect(delivery?.attributes).toEqual({ 'http.request.method': 'POST', 'server.address': 'hooks.example', 'nextterm.event': `${id}:2`, 'http.response.status_code': 200 });
  const [sent] = world.receiver.received;
  expect(sent?.headers['traceparent']).toBe(`00-${TRACE}-${delivery?.spanContext().spanId}-01`);
  expect(sent?.json['traceparent']).toBe(`00-${TRACE}-${command?.spanContext().spanId}-01`);
  expect(told.traceparent).toBe(sent?.json['traceparent']);
});

test('a delivery that is made a minute later, by the sweep, is of the same trace and linked to the sweep that made it', async () => {
  const { world, patch, kept } = await traced();
  await kept.invoked('patchSubscription', () => patch(12), CLIENT);
  await kept.invoked('sweepDeadlines', () => world.tick());
  const spans = await kept.spans();
  const delivery = spans.find(({ name }) => name === 'deliver webhook');
  const sweep = spans.find(({ name }) => name === 'sweepDeadlines');
  expect(delivery?.spanContext().traceId).toBe(TRACE);
  expect(delivery?.links.map(({ context }) => context.traceId)).toEqual([sweep?.spanContext().traceId]);
});

test('an event that the bus could not be told keeps its trace in the outbox, and brings it along once it is told', async () => {
  const { bus, world, patch, kept } = await traced();
  bus.isDown = true;
  await kept.invoked('patchSubscription', () => patch(12), CLIENT);
  bus.isDown = false;
  await world.advanceTo('2021-06-18T10:05:00Z');
  expect(bus.records.map(({ traceparent }) => traceparent?.split('-')[1])).toEqual([TRACE]);
  await kept.spans();
});

test('where it is not traced nothing of it is stored or sent, and history and feeds never have it', async () => {
  const { bus, world, http, patch, kept } = await traced();
  await patch(12);
  await world.tick();
  expect(bus.records.map(({ traceparent }) => traceparent)).toEqual([undefined]);
  expect(Object.keys(world.receiver.received[0]?.headers ?? {})).not.toContain('traceparent');
  await kept.invoked('patchSubscription', () => patch(13), CLIENT);
  await world.tick();
  const rows = [...(await rowsOf(world.stores.Commerce)), ...(await rowsOf(world.stores.Events))];
  expect(rows.filter(({ value }) => JSON.stringify(value).includes(TRACE))).toEqual([]);
  expect((await http('/nextterm/v1/events')).text).not.toContain('traceparent');
  await kept.spans();
});

test('due work: the sweep’s trace leads over the process to the renewal, and to what is told of it', async () => {
  const { bus, world, kept } = await traced();
  world.sleepUntil('2021-07-18T23:59:59Z');
  await kept.invoked('sweepDeadlines', () => world.tick());
  const spans = await kept.spans();
  const trace = spans.find(({ name }) => name === 'sweepDeadlines')?.spanContext().traceId ?? '';
  expect(treeOf(spans, trace).filter((line) => line.includes('renewal'))).toEqual(['  carry out renewal', '    renewal']);
  expect(bus.records.filter(({ facts }) => facts.some(({ type }) => type === 'SubscriptionRenewed')).map(({ traceparent }) => traceparent?.split('-')[1])).toEqual([trace]);
});

test('a call that fails is a span that failed, by the name of what was thrown and without its secrets; one that is refused is none', async () => {
  const { patch, kept } = await traced();
  await kept.invoked('patchSubscription', () => patch(100_000));
  await expect(kept.invoked('sweepDeadlines', () => Promise.reject(new RangeError('sig=c2VjcmV0 is wrong')))).rejects.toThrow(RangeError);
  const spans = await kept.spans();
  expect(spans.filter(({ status }) => status.code === SpanStatusCode.ERROR).map(({ name, status, attributes }) => [name, status.message, attributes['error.type']])).toEqual([['sweepDeadlines', 'sig=(secret) is wrong', 'RangeError']]);
});
