import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { advanceTo, bodyOf, type Client, localState, signInAs } from '../support/client';
import { buy, catalogItem } from '../support/clientShop';
import { Sandbox, START_MS } from '../support/sandbox';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CLIENT = 'b7ad6b7169203331';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

interface Sent {
  readonly path: string;
  readonly key: unknown;
  readonly traceparent: unknown;
  readonly body: {
    readonly resourceSpans?: readonly { readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[] }; readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
    readonly resourceMetrics?: readonly { readonly scopeMetrics: readonly { readonly metrics: readonly { readonly name: string }[] }[] }[];
  };
}

/** What a collector and a receiver of webhooks are sent. */
class Listener {
  readonly sent: Sent[] = [];
  private readonly server: Server;

  constructor() {
    const take = async (request: IncomingMessage): Promise<void> => {
      const { 'api-key': key, traceparent } = request.headers;
      this.sent.push({ path: request.url ?? '', key, traceparent, body: (await json(request)) as Sent['body'] });
    };
    this.server = createServer((request, response) => {
      take(request).then(
        () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
        () => response.writeHead(400).end(),
      );
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
  }

  get spans(): readonly Span[] {
    return this.sent.flatMap(({ body }) => body.resourceSpans ?? []).flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  }

  at(path: string): readonly Sent[] {
    return this.sent.filter((each) => each.path === path);
  }
}

describe('traces and metrics by OTLP, from a server with its bus, to a collector', () => {
  const listener = new Listener();
  let sandbox: Sandbox;
  let havn: Client;
  let path: string;

  beforeAll(async () => {
    const address = await listener.open();
    sandbox = await Sandbox.start('2021-06-18T10:00:00Z', { NEXTTERM_TELEMETRY: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=k1', OTEL_SERVICE_NAME: 'tried' });
    havn = await signInAs(sandbox.url, 'havn-admin_agent');
    const customerId = (await localState(sandbox.url)).customers.find(({ name }) => name.startsWith('Zonnebloem'))?.tenantId ?? '';
    const [subscription = ''] = await buy(havn, customerId, [{ catalogItemId: await catalogItem(havn, 'NCBUSSTAND01', 'NL'), quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }]);
    path = `/v1/customers/${customerId}/subscriptions/${subscription}`;
    bodyOf(await havn.post('/nextterm/v1/webhooks', { url: `${address}/hook`, events: ['subscription.*'] }), 201);
  }, START_MS);
  afterAll(async () => {
    listener.close();
    await sandbox.remove();
  });

  test('one trace leads from the call to the webhook, also over the bus; the clock moves on, the renewal has one of its own; what is left is sent when the server ends', async () => {
    bodyOf(await havn.request('PATCH', path, { body: { quantity: 12 }, headers: { traceparent: `00-${TRACE}-${CLIENT}-01` } }), 200);
    await advanceTo(sandbox.url, '2021-07-18T23:59:59Z');
    const { code } = await sandbox.stop();
    expect(code).toBe(0);

    const own = listener.spans.filter(({ traceId }) => traceId === TRACE);
    const named = (name: string): Span => own.find((span) => span.name === name) ?? { name: 'none', traceId: '', spanId: 'none' };
    const call = named('PATCH /v1/customers/{customerId}/subscriptions/{subscriptionId}');
    const command = named('command patchSubscription');
    expect([call.parentSpanId, command.parentSpanId]).toEqual([CLIENT, call.spanId]);
    const told = own.filter(({ parentSpanId }) => parentSpanId === command.spanId);
    expect(told.map(({ name }) => name).toSorted()).toEqual(['deliver webhook', 'process notifications', 'process webhooks', 'publish lifecycle']);
    expect(listener.at('/hook').map(({ traceparent }) => traceparent)).toContain(`00-${TRACE}-${told.find(({ name }) => name === 'deliver webhook')?.spanId}-01`);

    const renewal = listener.spans.find(({ name }) => name === 'renewal');
    const process = listener.spans.filter(({ traceId }) => traceId === renewal?.traceId).map(({ name }) => name);
    expect(process).toEqual(expect.arrayContaining(['sweepDeadlines', 'carry out renewal', 'renewal', 'publish lifecycle', 'deliver webhook']));

    const traces = listener.at('/v1/traces');
    expect(traces[0]?.body.resourceSpans?.[0]?.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'tried' } });
    expect(new Set(traces.map(({ key }) => key))).toEqual(new Set(['k1']));
    const metrics = listener.at('/v1/metrics').flatMap(({ body }) => body.resourceMetrics ?? []).flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics: each }) => each.map(({ name }) => name)));
    expect(metrics).toEqual(expect.arrayContaining(['nextterm.operations', 'nextterm.command.duration', 'nextterm.published', 'nextterm.carriedout']));
  }, START_MS);
});
