import { z } from 'zod';
import { type RemoteApi } from './remoteApi';

const callerSchema = z.object({
  tenantId: z.string(),
  kind: z.string(),
  displayName: z.string(),
  appOnly: z.boolean(),
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
  partner: z.object({ name: z.string(), partnerId: z.string(), kind: z.string(), country: z.string(), currency: z.string() }).optional(),
  now: z.string(),
});

export type RemoteCaller = z.output<typeof callerSchema>;

/** Whose token it is, and which instant the server goes by. */
export const callerOf = (api: RemoteApi): Promise<RemoteCaller> => api.json('/nextterm/v1/whoami', callerSchema);

/** `Test of Havn Cloud, as admin_agent`. */
export const callerSentence = ({ displayName, partner, kind, tenantId, roles }: RemoteCaller): string =>
  `${displayName} of ${partner?.name ?? `${kind} ${tenantId}`}, as ${roles.length === 0 ? 'nobody who may do anything' : roles.join(', ')}`;
