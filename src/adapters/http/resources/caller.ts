import { type Instant } from '../../../kernel/instant';
import { type Caller } from '../caller';
import { isAllowed, permissions, type Permission } from '../permissions';

const all = Object.keys(permissions) as Permission[];

/** Own API: what is known of whoever calls. @param now the instant by which the app goes, which locally is not that of the wall clock. */
export const callerResource = ({ tenantId, kind, userId, displayName, appOnly, roles, partner }: Caller, now: Instant) => ({
  tenantId,
  kind,
  userId,
  displayName,
  appOnly,
  roles,
  permissions: all.filter((permission) => isAllowed(roles, permission)),
  ...(partner !== undefined && { partner: { name: partner.name, partnerId: partner.partnerId, kind: partner.kind, country: partner.country, currency: partner.currency } }),
  now,
  attributes: { objectType: 'Caller' },
});
