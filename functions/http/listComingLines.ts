import { z } from 'zod';
import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { comingLinesResource } from '../../src/adapters/http/resources/statement';
import { route } from '../../src/adapters/http/route';
import { monthSchema } from '../../src/adapters/http/usageReport';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { comingLines } from '../../src/app/statement/comingLines';
import { statementOf } from '../../src/app/statement/statement';
import { theApp } from '../../src/wiring/wiring';

/** Each may be another customer's, whose subscriptions are read for it. */
const LARGEST = 100;

/** Which lines will come until a month ends if nobody acts. */
route({
  name: 'listComingLines',
  method: 'GET',
  path: '/nextterm/v1/statements/{month}/coming',
  permission: 'reconciliation.read',
  params: { month: monthSchema },
  query: z.object(pageQueryOf(LARGEST)),
  handle: async ({ params: { month }, query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const statement = await statementOf(app, partner.value, month);
    if (!statement.ok) return statement;
    return listPage({ uri: `/nextterm/v1/statements/${month.slice(0, 7)}/coming`, query, context, largest: LARGEST }, comingLines(app, partner.value, statement.value.month), comingLinesResource);
  },
});
