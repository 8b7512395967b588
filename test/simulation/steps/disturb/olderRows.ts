import { isDeepStrictEqual } from 'node:util';
import { mustHold } from '../../engine/check';
import { callerOf } from '../../engine/client';
import { rowsOf } from '../../../support/rowsOf';
import { userOf } from '../../engine/world';
import { type Step } from '../step';

const UPGRADE = '/nextterm/v1/operations/rows/upgrade';

/** Rows stand as an earlier release had them, and hosts of this one start: they read them as they are, and the operator has them brought up. */
export const olderRows: Step = {
  name: 'olderRows',
  weight: 1,
  act: async (life, dice) => {
    if (!dice.chance(30)) return;
    // The only kind whose form has changed since: the version of a partner was not written while it was the first.
    const rows = (await rowsOf(life.installation.stores.Partners)).filter(({ value }) => value['type'] === 'partner' && value['schemaVersion'] === 2 && value['version'] === 1);
    if (rows.length === 0) return;
    const { partition, key, value } = dice.pick(rows);
    const partner = life.world.partners.find(({ tenantId }) => tenantId === value['tenantId']);
    const { version: _version, schemaVersion: _schemaVersion, ...older } = value;
    const place = { table: 'Partners', partition, key } as const;
    await life.writeRow(place, older, 'older form');
    life.startAnew();
    if (partner !== undefined) {
      const { reply } = await life.ask({ method: 'GET', path: '/v1/customers', caller: userOf(partner), headers: {} });
      mustHold(reply.status === 200, 'DUE-2', () => `a partner's row of an earlier release is not read: ${reply.status} ${reply.text}`);
    }
    const caller = callerOf({ tenantId: life.world.config.operatorTenantId, kind: 'operator' }, ['operator'], 'Op');
    let path: string | undefined = UPGRADE;
    while (path !== undefined) {
      const { reply } = await life.ask({ method: 'POST', path, caller, headers: { 'MS-RequestId': dice.guid(), 'MS-CorrelationId': dice.guid() } });
      const { next } = (reply.body ?? {}) as { readonly next?: string };
      mustHold(reply.status === 200, 'DUE-2', () => `rows are not brought up: ${reply.status} ${reply.text}`);
      path = next === undefined ? undefined : `${UPGRADE}?from=${encodeURIComponent(next)}`;
    }
    const after = (await life.installation.stores.Partners.read(partition, key))?.value;
    mustHold(isDeepStrictEqual(after, value), 'DUE-2', () => `a partner's row of an earlier release was brought up to ${JSON.stringify(after)}, not to ${JSON.stringify(value)}`);
    await life.writeRow(place, value);
  },
};
