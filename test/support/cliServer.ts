import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Caller } from '../../src/adapters/http/caller';
import { httpOver } from './httpWorld';
import { type World } from './world';

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

export interface CliServer {
  readonly url: string;
  /** Changes what is answered: the path with its query, and the text. */
  tamper: (path: string, text: string) => string;
  close(): Promise<void>;
}

/** A local server as far as the command line sees one: the real routes over a world in memory, and tokens of one partner's admin agent. @param operator whose tokens they are in its place. */
export const serveWorld = async (world: World, slug = 'havn', operator?: Caller): Promise<CliServer> => {
  const http = httpOver(world);
  const { partner } = world.as(slug);
  const caller: Caller = operator ?? { tenantId: partner.tenantId, kind: 'partner', partner, userId: 'u', displayName: 'Ilse Kuiper', roles: ['admin_agent'], appOnly: false };
  const server = createServer((request, response) => {
    const { url: path = '', method = 'GET', headers } = request;
    const answer = (status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    textOf(request)
      .then(async (body) => {
        if (path === '/local/state') return answer(200, { clients: [{ clientId: operator === undefined ? `${slug}-admin_agent` : 'operator', tenantId: caller.tenantId, role: 'admin_agent' }] });
        if (path.endsWith('/oauth2/v2.0/token')) return answer(200, { access_token: 'user', refresh_token: 'r' });
        const reply = await http(path, { method, caller, headers: headers as Record<string, string>, ...(body !== '' && { body }) });
        return void response.writeHead(reply.status, reply.headers).end(reply.bytes ?? served.tamper(path, reply.text));
      })
      .catch((error: unknown) => answer(500, { fault: String(error) }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const served: CliServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tamper: (_path, text) => text,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return served;
};
