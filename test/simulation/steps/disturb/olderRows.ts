import { isDeepStrictEqual } from 'node:util';
import { mustHold } from '../../engine/check';
import { callerOf } from '../../engine/client';
import { type Life } from '../../engine/life';
import { type RowPlace } from '../../engine/script';
import { userOf } from '../../engine/world';
import { rowsOf } from '../../../support/rowsOf';
import { type Step } from '../step';

const UPGRADE = '/nextterm/v1/operations/rows/upgrade';

type Value = Readonly<Record<string, unknown>>;

/** A row in the form that it had before its kind's last step. */
interface Older {
  readonly place: RowPlace;
  readonly now: Value;
  readonly before: Value;
  /** Tenant of the partner whose it is. */
  readonly partnerId: unknown;
  /** What of it a client reads. */
  readonly path: string;
}

/** The version of a partner was not written while it was the first. */
const olderPartner = (value: Value): Value | undefined => {
  if (value['type'] !== 'partner' || value['schemaVersion'] !== 2 || value['version'] !== 1) return undefined;
  const { version: _version, schemaVersion: _schemaVersion, ...older } = value;
  return older;
};

/** A subscription knew of one promotion what it had redeemed of it: the one it was bought with. */
const olderSubscription = (value: Value): Value | undefined => {
  if (value['type'] !== 'subscription' || value['schemaVersion'] !== 2) return undefined;
  const { redemptions, schemaVersion: _schemaVersion, ...older } = value;
  const [only, ...others] = (redemptions ?? []) as readonly { readonly promotionId: string; readonly seats: number }[];
  const quantity = Number(value['quantity']);
  if (others.length > 0 || (only !== undefined && only.seats < quantity)) return undefined;
  return { ...older, ...(only !== undefined && { redeemedPromotionId: only.promotionId, ...(only.seats > quantity && { redeemedQuantity: only.seats }) }) };
};

const olderOf = async (life: Life): Promise<readonly Older[]> => {
  const { Partners, Commerce } = life.installation.stores;
  const partners = (await rowsOf(Partners)).flatMap(({ partition, key, value: now }): Older[] => {
    const before = olderPartner(now);
    return before === undefined ? [] : [{ place: { table: 'Partners', partition, key }, now, before, partnerId: now['tenantId'], path: '/v1/customers' }];
  });
  const subscriptions = (await rowsOf(Commerce)).flatMap(({ partition, key, value: now }): Older[] => {
    const before = olderSubscription(now);
    return before === undefined ? [] : [{ place: { table: 'Commerce', partition, key }, now, before, partnerId: now['partnerId'], path: `/v1/customers/${partition}/subscriptions/${String(now['id'])}` }];
  });
  // Those that say something of promotions are what the step is about.
  const redeemed = subscriptions.filter(({ before }) => 'redeemedPromotionId' in before);
  return [partners, subscriptions, redeemed].filter((each) => each.length > 0).flat();
};

/** Rows stand as an earlier release had them, and hosts of this one start: they read them as they are, and the operator has them brought up. */
export const olderRows: Step = {
  name: 'olderRows',
  weight: 1,
  act: async (life, dice) => {
    if (!dice.chance(30)) return;
    const rows = await olderOf(life);
    if (rows.length === 0) return;
    const { place, now, before, partnerId, path: read } = dice.pick(rows);
    const partner = life.world.partners.find(({ tenantId }) => tenantId === partnerId);
    await life.writeRow(place, before, 'older form');
    life.startAnew();
    if (partner !== undefined) {
      const { reply } = await life.ask({ method: 'GET', path: read, caller: userOf(partner), headers: {} });
      mustHold(reply.status === 200, 'DUE-2', () => `a row of an earlier release is not read: ${reply.status} ${reply.text}`);
    }
    const caller = callerOf({ tenantId: life.world.config.operatorTenantId, kind: 'operator' }, ['operator'], 'Op');
    let path: string | undefined = UPGRADE;
    while (path !== undefined) {
      const { reply } = await life.ask({ method: 'POST', path, caller, headers: { 'MS-RequestId': dice.guid(), 'MS-CorrelationId': dice.guid() } });
      const { next } = (reply.body ?? {}) as { readonly next?: string };
      mustHold(reply.status === 200, 'DUE-2', () => `rows are not brought up: ${reply.status} ${reply.text}`);
      path = next === undefined ? undefined : `${UPGRADE}?from=${encodeURIComponent(next)}`;
    }
    const after = (await life.installation.stores[place.table].read(place.partition, place.key))?.value;
    mustHold(isDeepStrictEqual(after, now), 'DUE-2', () => `a row of an earlier release was brought up to ${JSON.stringify(after)}, not to ${JSON.stringify(now)}`);
    await life.writeRow(place, now);
  },
};
