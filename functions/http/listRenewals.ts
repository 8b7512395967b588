import { z } from 'zod';
import { lineItemAnswer } from '../../src/adapters/http/lineItemAnswer';
import { fileQuery } from '../../src/adapters/http/lineItemQuery';
import { pageQueryOf } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { isAllowed } from '../../src/adapters/http/permissions';
import { renewalForm } from '../../src/adapters/http/resources/renewal';
import { route } from '../../src/adapters/http/route';
import { guidSchema, wireInstantSchema } from '../../src/adapters/http/wireSchemas';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { renewalPages } from '../../src/app/renewals/renewalPages';
import { theApp } from '../../src/wiring/wiring';
import { plusHours } from '../../src/kernel/instant';

/** How far ahead is looked where nobody says. */
const HOURS_AHEAD = 31 * 24;
/** Each may be another customer's, whose row and subscriptions are read for what the end of its term brings. */
const LARGEST = 100;

/** BLK-1: the plan of renewals, in pages or as a file. */
route({
  name: 'listRenewals',
  method: 'GET',
  path: '/nextterm/v1/renewals',
  permission: 'subscriptions.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  query: z.object({
    ...pageQueryOf(LARGEST),
    ...fileQuery,
    from: wireInstantSchema.optional().meta({ description: 'Terms that end then or later; absent: from now on.' }),
    until: wireInstantSchema.optional().meta({ description: 'Exclusive; absent: 31 days ahead.' }),
    customerId: guidSchema.optional(),
  }),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { from, until = plusHours(context.now, HOURS_AHEAD), customerId } = query;
    const app = await theApp();
    const pages = await renewalPages(app, partner.value.tenantId, { from, until, customerId });
    if (!pages.ok) return pages;
    const request = { uri: listUri('/nextterm/v1/renewals', { from, until, customerId }), query, context, largest: LARGEST };
    return lineItemAnswer(request, pages.value, renewalForm(isAllowed(context.caller.roles, 'charges.read'), context.now), { ...app.exporting.wholeFile, filename: 'renewals.csv' });
  },
});
