import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { ask, localPartnerToken } from '../server';
import { type Terminal } from '../terminal';

export interface ListenWish {
  /** Origin of the server. */
  readonly server: string;
  /** Slug of a partner of a local server's sample world. */
  readonly partner: string;
  /** Patterns of event types. */
  readonly events: readonly string[];
  readonly forwardTo?: string;
  /** Where the server reaches this machine; this machine's own address if absent. */
  readonly reachedAt?: string;
  /** A partner's; a local server's own if absent. */
  readonly token?: string;
}

const bodySchema = z.object({ id: z.string(), type: z.string(), facts: z.string().optional() });
const madeSchema = z.object({ id: z.string(), secret: z.string() });
const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** Of this connection alone; the next has its own. */
const ofConnection = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);

const headersOf = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (ofConnection.has(name) || value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]])));

/** What whoever is forwarded to answers is what the server is answered. */
const forwarded = async (to: string, headers: Record<string, string>, body: string): Promise<{ readonly status: number; readonly told: string }> => {
  try {
    const answer = await fetch(to, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(9000) });
    await answer.body?.cancel();
    return { status: answer.status, told: String(answer.status) };
  } catch (error) {
    const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
    return { status: 502, told: `no answer (${cause?.code ?? message})` };
  }
};

/** Verifies, tells, forwards, answers. @returns the status that is answered. */
const take = async (secret: string, forwardTo: string | undefined, request: IncomingMessage, terminal: Terminal): Promise<number> => {
  const body = await bodyOf(request);
  const headers = headersOf(request.headers);
  try {
    new Webhook(secret).verify(body, headers);
  } catch (error) {
    terminal.print(`refused: ${error instanceof Error ? error.message : String(error)}`);
    return 401;
  }
  const { id, type, facts } = bodySchema.parse(JSON.parse(body));
  const what = `${type}  ${facts ?? ''}  ${id}`;
  if (forwardTo === undefined) {
    terminal.print(what);
    return 200;
  }
  const { status, told } = await forwarded(forwardTo, headers, body);
  terminal.print(`${what}  → ${told}`);
  return status;
};

const opened = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ readonly server: Server; readonly port: number }> => {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
};

/**
 * Registers an endpoint on this machine with a server, prints a line for each delivery whose signature is right, and forwards it, until it is asked to stop; then the endpoint is removed.
 * @param untilStopped settles when somebody asks. @returns the exit code. @throws Problem where the server does not answer, or refuses.
 */
export const listen = async (wish: ListenWish, terminal: Terminal, untilStopped: Promise<void>): Promise<number> => {
  const authorization = `Bearer ${wish.token ?? (await localPartnerToken(wish.server, wish.partner))}`;
  let secret = '';
  const { server, port } = await opened((request, response) => {
    take(secret, wish.forwardTo, request, terminal).then(
      (status) => response.writeHead(status).end(),
      (error: unknown) => {
        terminal.complain(error instanceof Error ? error.message : String(error));
        response.writeHead(500).end();
      },
    );
  });
  try {
    const webhooks = `${wish.server}/nextterm/v1/webhooks`;
    const body = JSON.stringify({ url: wish.reachedAt ?? `http://127.0.0.1:${port}/`, description: 'nextterm webhooks listen', events: wish.events });
    const made = madeSchema.parse(await ask(webhooks, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body }));
    ({ secret } = made);
    terminal.print(`Listening${wish.reachedAt === undefined ? '' : ` on 127.0.0.1:${port}`} to ${wish.events.join(', ')}, signed with ${secret}. Ctrl-C stops.`);
    await untilStopped;
    await ask(`${webhooks}/${made.id}`, { method: 'DELETE', headers: { authorization } });
    return 0;
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};
