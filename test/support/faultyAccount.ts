import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type RunningAzurite } from '../../src/localhost/azurite';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Relayed {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What becomes of one request, in place of being relayed. `relay` sends it to the account. */
export type Fault = (exchange: { readonly request: ReceivedRequest; readonly relay: () => Promise<Relayed>; readonly response: ServerResponse; readonly incoming: IncomingMessage }) => Promise<void> | void;

/** Something between a store and Azurite that fails at the requests it is told to, and keeps what it received. */
export interface FaultyAccount {
  readonly connectionString: string;
  readonly received: ReceivedRequest[];
  /** For the next requests, one each; those after them are relayed. */
  fail(...faults: readonly Fault[]): void;
  stop(): void;
}

export const answerWith = (response: ServerResponse, { status, headers, body }: Relayed): void => {
  const { 'transfer-encoding': _, ...others } = headers;
  response.writeHead(status, { ...others, 'content-length': Buffer.byteLength(body) }).end(body);
};

const relayTo = async (port: number, received: ReceivedRequest): Promise<Relayed> => {
  const outgoing = request({ hostname: '127.0.0.1', port, method: received.method, path: received.url, headers: received.headers, agent: false }).end(received.body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers as Record<string, string>, body: await text(answer) };
};

export const startFaultyAccount = async (azurite: RunningAzurite): Promise<FaultyAccount> => {
  const received: ReceivedRequest[] = [];
  const faults: Fault[] = [];
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one: ReceivedRequest = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers as Record<string, string>, body: await text(incoming) };
    received.push(one);
    const relay = () => relayTo(azurite.ports.table, one);
    const fault = faults.shift();
    if (fault === undefined) answerWith(response, await relay());
    else await fault({ request: one, relay, response, incoming });
  };
  const server: Server = createServer((incoming, response) => void serve(incoming, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: azurite.connectionString.replace(`:${azurite.ports.table}/`, `:${port}/`),
    received,
    fail: (...these) => void faults.push(...these),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
