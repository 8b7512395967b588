import { z } from 'zod';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR } from '../remote/connectionFlags';
import { type Terminal } from '../terminal';

/** What is rotated: one endpoint's secret, those of all, or the key of the contract's form. */
export interface RotateWish {
  readonly url: string;
  readonly of: { readonly partner: string; readonly webhook: string } | 'all' | 'signingKey';
  readonly revoke: boolean;
}

const rotatedSchema = z.looseObject({ id: z.string(), url: z.string(), secret: z.string() });
const allSchema = z.looseObject({ items: z.array(z.looseObject({ partnerId: z.string(), webhookId: z.string(), url: z.string(), secret: z.string() })), next: z.string().optional(), unreadable: z.array(z.unknown()).optional() });
const keySchema = z.looseObject({ certificate: z.string() });

const PATH = '/nextterm/v1/operations';

/** Prints the new secrets as JSON lines: they are shown once. @returns the exit code: 1 where an endpoint could not be read. */
export const rotateSecrets = async ({ url, of, revoke }: RotateWish, terminal: Terminal): Promise<number> => {
  const api = await connect({ url }, LOCAL_OPERATOR);
  if (of === 'signingKey') {
    terminal.print((await api.json(`${PATH}/webhooks/signingkey/rotate`, keySchema, { method: 'POST' })).certificate.trimEnd());
    return 0;
  }
  if (of !== 'all') {
    const { id, url: address, secret } = await api.json(`${PATH}/partners/${encodeURIComponent(of.partner)}/webhooks/${encodeURIComponent(of.webhook)}/rotate`, rotatedSchema, { method: 'POST', body: { revoke } });
    terminal.print(JSON.stringify({ partnerId: of.partner, webhookId: id, url: address, secret }));
    return 0;
  }
  let [from, unreadable]: [string | undefined, number] = [undefined, 0];
  do {
    const part: z.output<typeof allSchema> = await api.json(`${PATH}/webhooks/rotate`, allSchema, { method: 'POST', body: { revoke, ...(from !== undefined && { from }) } });
    for (const item of part.items) terminal.print(JSON.stringify(item));
    unreadable += part.unreadable?.length ?? 0;
    from = part.next;
  } while (from !== undefined);
  if (unreadable > 0) terminal.complain(`${unreadable} endpoints cannot be read, and keep their secrets (GET ${PATH}/unreadable).`);
  return unreadable === 0 ? 0 : 1;
};
