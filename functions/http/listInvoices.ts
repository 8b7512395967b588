import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { link } from '../../src/adapters/http/links';
import { pageSizeSchema } from '../../src/adapters/http/paging';
import { invoiceResource } from '../../src/adapters/http/resources/invoice';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { invoicesFrom } from '../../src/app/invoice/invoiceBook';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';

const largestPage = 500;
/** More than there can be: a number has nine digits. */
const FARTHEST = 999_999_999;

/** The oldest first, paged by position as published: a size, and how many to skip. */
route({
  name: 'listInvoices',
  method: 'GET',
  path: '/v1/invoices',
  permission: 'invoices.read',
  user: 'required',
  query: z.object({ size: pageSizeSchema(0, largestPage).optional(), offset: z.number().int().min(0).max(FARTHEST).default(0).meta({ description: 'How many to skip, the oldest first.' }) }),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    if (context.continuationToken !== undefined) return failure({ kind: 'InputInvalid', problems: ['MS-ContinuationToken: invoices are paged by size and offset'] });
    const { offset } = query;
    const size = query.size || largestPage;
    const app = await theApp();
    const page = await invoicesFrom(app.invoices, partner.value.tenantId, offset, size);
    const uri = (from: number): string => `/invoices?size=${size}&offset=${from}`;
    const body = collection(page.items.map(invoiceResource), uri(offset));
    const whole = page.continuation === undefined ? body : { ...body, links: { ...body.links, next: link(uri(offset + size)) } };
    return success(withUnreadable({ status: 200, body: whole }, page.unreadable ?? [], context.caller));
  },
});
