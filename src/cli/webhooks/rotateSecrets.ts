import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { Refused, type RemoteApi } from '../remote/remoteApi';
import { type Terminal } from '../terminal';

/** What is rotated: one endpoint's secret, those of all, or the key of the contract's form. */
export interface RotateWish {
  readonly flags: ConnectionFlags;
  readonly of: { readonly partner: string; readonly webhook: string } | 'all' | 'signingKey';
  readonly revoke: boolean;
  /** Of all: where one that broke off is gone on with; absent: at the first. */
  readonly from?: string;
}

const rotatedSchema = z.looseObject({ id: z.string(), url: z.string(), secret: z.string() });
const allSchema = z.looseObject({ items: z.array(z.looseObject({ partnerId: z.string(), webhookId: z.string(), url: z.string(), secret: z.string() })), next: z.string().optional(), unreadable: z.array(z.unknown()).optional() });
const keySchema = z.looseObject({ certificate: z.string() });

const PATH = '/nextterm/v1/operations';
/** Endpoints that one call goes over. */
const AT_ONCE = 50;

const goOn = (from: string | undefined): string => (from === undefined ? 'Begin again' : `Go on with --from ${from}`);

/** What was printed holds. Of the call that broke off nothing was printed, and it may have been carried out all the same. */
const brokenOff = (from: string | undefined, terminal: Terminal): void =>
  terminal.complain(`Broken off: the secrets that were printed hold. Up to ${AT_ONCE} endpoints behind them may have new ones that nobody was shown. ${goOn(from)}: they get others, which are printed.`);

/** @throws Problem. */
const rotatePart = async (api: RemoteApi, revoke: boolean, from: string | undefined, terminal: Terminal): Promise<z.output<typeof allSchema>> => {
  try {
    return await api.json(`${PATH}/webhooks/rotate`, allSchema, { method: 'POST', body: { revoke, ...(from !== undefined && { from }) } });
  } catch (error) {
    // What is refused has changed nothing.
    if (!(error instanceof Refused) || error.status >= 500) brokenOff(from, terminal);
    throw error;
  }
};

/** Of all endpoints, call by call. After each it is said where to go on, so that whatever breaks it off, nothing that was printed is made anew. */
const rotateAll = async (api: RemoteApi, { revoke, from: first }: RotateWish, terminal: Terminal): Promise<number> => {
  let from = first;
  let [rotated, unreadable] = [0, 0];
  do {
    const part = await rotatePart(api, revoke, from, terminal);
    for (const item of part.items) terminal.print(JSON.stringify(item));
    rotated += part.items.length;
    unreadable += part.unreadable?.length ?? 0;
    from = part.next;
    if (from !== undefined) terminal.complain(`${rotated} rotated so far. Should it break off: --from ${from}`);
  } while (from !== undefined);
  if (unreadable > 0) terminal.complain(`${unreadable} endpoints cannot be read, and keep their secrets (GET ${PATH}/unreadable).`);
  return unreadable === 0 ? 0 : 1;
};

/** Prints the new secrets as JSON lines on stdout: they are shown once. @returns the exit code: 1 where an endpoint could not be read. */
export const rotateSecrets = async (wish: RotateWish, terminal: Terminal): Promise<number> => {
  const { flags, of, revoke } = wish;
  const api = await connect(flags, LOCAL_OPERATOR);
  if (of === 'signingKey') {
    terminal.print((await api.json(`${PATH}/webhooks/signingkey/rotate`, keySchema, { method: 'POST' })).certificate.trimEnd());
    return 0;
  }
  if (of !== 'all') {
    const { id, url: address, secret } = await api.json(`${PATH}/partners/${encodeURIComponent(of.partner)}/webhooks/${encodeURIComponent(of.webhook)}/rotate`, rotatedSchema, { method: 'POST', body: { revoke } });
    terminal.print(JSON.stringify({ partnerId: of.partner, webhookId: id, url: address, secret }));
    return 0;
  }
  return rotateAll(api, wish, terminal);
};
