import { z } from 'zod';
import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { matchResource } from '../../src/adapters/http/resources/seenCustomer';
import { route } from '../../src/adapters/http/route';
import { find } from '../../src/app/operations/find/find';
import { searchedBy } from '../../src/app/operations/find/searched';
import { theApp } from '../../src/wiring/wiring';
import { failure } from '../../src/kernel/result';

const largest = 100;

/** Own API: whatever a text names over all partners. Changes nothing, and is in the audit log. */
route({
  name: 'findAnything',
  method: 'GET',
  path: '/nextterm/v1/operations/find',
  permission: 'operations.manage',
  query: z.object({
    ...pageQueryOf(largest),
    text: z.string().trim().min(1).max(200).meta({ description: 'An id of a customer, subscription, order, transfer, invoice, charge line, event, partner or parked work; a domain; or how the name of a company begins, three characters at least.' }),
  }),
  handle: async ({ query, context }) => {
    const searched = searchedBy(query.text);
    if (!searched.ok) return failure({ kind: 'InputInvalid', problems: [`text: ${searched.error}`] });
    const app = await theApp();
    const uri = `/nextterm/v1/operations/find?text=${encodeURIComponent(query.text)}`;
    const found = await listPage({ uri, query, context, largest }, (limit, continuation) => find(app, searched.value, limit, continuation), matchResource);
    if (!found.ok) return found;
    const { items } = found.value.body;
    return { ...found, value: { ...found.value, recorded: { found: items.map(({ what, id }) => ({ what, id })) } } };
  },
});
