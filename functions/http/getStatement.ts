import { z } from 'zod';
import { wantsFile } from '../../src/adapters/http/fileForm';
import { lineItemAnswer } from '../../src/adapters/http/lineItemAnswer';
import { lineFileQuery } from '../../src/adapters/http/lineItemQuery';
import { isFirstPage } from '../../src/adapters/http/paging';
import { statementGroupForm, statementHead, statementTotalsResource } from '../../src/adapters/http/resources/statement';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { monthSchema } from '../../src/adapters/http/usageReport';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { statementGroups, statementOf, statementTotals } from '../../src/app/statement/statement';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** A month against the one before it: on the first page what it comes to, and on every page its groups. */
route({
  name: 'getStatement',
  method: 'GET',
  path: '/nextterm/v1/statements/{month}',
  permission: 'reconciliation.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  params: { month: monthSchema },
  query: z.object(lineFileQuery),
  handle: async ({ params: { month }, query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const statement = await statementOf(app, partner.value, month);
    if (!statement.ok) return statement;
    const page = await lineItemAnswer({ uri: `/nextterm/v1/statements/${month.slice(0, 7)}`, query, context }, statementGroups(app, partner.value, statement.value), statementGroupForm, { ...app.exporting.wholeFile });
    if (!page.ok || wantsFile(context)) return page;
    const body = page.value.body as { readonly links: object };
    const { links, ...head } = statementHead(statement.value, context.now);
    const totals = isFirstPage(query, context) ? await statementTotals(app, partner.value, statement.value) : undefined;
    const answer = { ...page.value, body: { ...head, ...(totals && statementTotalsResource(totals)), ...body, links: { ...body.links, ...links } } };
    const unreadable = new Map([...(page.value.unreadable ?? []), ...(totals?.unreadable ?? [])].map((row) => [`${row.partition}|${row.key}`, row]));
    return success(withUnreadable(answer, [...unreadable.values()], context.caller));
  },
});
