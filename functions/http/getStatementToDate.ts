import { statementToDateResource } from '../../src/adapters/http/resources/statement';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { monthSchema } from '../../src/adapters/http/usageReport';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { statementToDate } from '../../src/app/statement/statementToDate';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** A month so far, by day, against the one before it. */
route({
  name: 'getStatementToDate',
  method: 'GET',
  path: '/nextterm/v1/statements/{month}/todate',
  permission: 'reconciliation.read',
  params: { month: monthSchema },
  handle: async ({ params: { month }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const statement = await statementToDate(await theApp(), partner.value, month);
    return statement.ok ? success(withUnreadable({ status: 200, body: statementToDateResource(statement.value, context.now) }, statement.value.unreadable, context.caller)) : statement;
  },
});
