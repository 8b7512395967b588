import { z } from 'zod';
import { decodeContinuation, encodeContinuation } from '../../src/adapters/http/continuation';
import { route } from '../../src/adapters/http/route';
import { schemaVersion } from '../../src/app/schema/schemaVersions';
import { goOnWithRows, rowPositionSchema, type RowPosition } from '../../src/app/schema/upgradeRows';
import { theApp } from '../../src/wiring/wiring';
import { failure, success, type Result } from '../../src/kernel/result';
import { type RequestRefusal } from '../../src/app/refusals';

const SCOPE = 'rows';

const positionOf = (from: string | undefined): Result<RowPosition | undefined, RequestRefusal> => {
  if (from === undefined) return success(undefined);
  const position = decodeContinuation(SCOPE, from, rowPositionSchema);
  return position.ok ? position : failure({ kind: 'InputInvalid', problems: ['from: not the `next` of a call before'] });
};

/** Own API: stores rows of earlier releases in the form of this one, a bounded part at a call. A preview counts, and writes nothing. */
route({
  name: 'upgradeRows',
  method: 'POST',
  path: '/nextterm/v1/operations/rows/upgrade',
  permission: 'operations.manage',
  query: z.object({
    from: z.string().min(1).max(4000).optional().meta({ description: '`next` of the call before; absent: from the first row.' }),
    everything: z.boolean().default(false).meta({ description: 'Goes over all tables, also those of which no row ever changed its form.' }),
  }),
  handle: async ({ query: { from, everything }, context }) => {
    const position = positionOf(from);
    if (!position.ok) return position;
    const { next, ...part } = await goOnWithRows(await theApp(), position.value, { writes: !context.preview, everything });
    return success({ status: 200, body: { schema: schemaVersion, ...part, ...(next !== undefined && { next: encodeContinuation(SCOPE, next) }) } });
  },
});
