import { z } from 'zod';
import { lineItemAnswer } from '../../src/adapters/http/lineItemAnswer';
import { fileQuery } from '../../src/adapters/http/lineItemQuery';
import { LARGEST_PAGE, pageQuery } from '../../src/adapters/http/listPage';
import { auditForm, parseAuditFilter } from '../../src/adapters/http/resources/auditRecord';
import { route } from '../../src/adapters/http/route';
import { wireDaySchema } from '../../src/adapters/http/wireSchemas';
import { auditPages } from '../../src/app/audit/auditLog';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Whole days in UTC, both included; a time behind the date is ignored, as clients send one. */
route({
  name: 'listAuditRecords',
  method: 'GET',
  path: '/v1/auditrecords',
  permission: 'audit.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  query: z.object({
    ...pageQuery,
    ...fileQuery,
    startDate: wireDaySchema.optional().meta({ description: 'The first day, in UTC.' }),
    endDate: wireDaySchema.optional().meta({ description: 'The last day, in UTC, itself included.' }),
    filter: z.string().max(2_000).optional().meta({ description: 'JSON with Field (CompanyName, CustomerId, ResourceType; our own: SubscriptionId), Value and Operator.', examples: ['{"Field":"CustomerId","Value":"b5a9e6f0-5d5c-4b0e-9f57-0a4b1d6e1c11","Operator":"equals"}'] }),
  }),
  handle: async ({ query, context }) => {
    const filter = query.filter === undefined ? success(undefined) : parseAuditFilter(query.filter);
    if (!filter.ok) return filter;
    const app = await theApp();
    const pages = auditPages(app, context.caller, { from: query.startDate, to: query.endDate }, filter.value);
    if (!pages.ok) return pages;
    const asked = [
      ...(query.startDate === undefined ? [] : [`startDate=${query.startDate}`]),
      ...(query.endDate === undefined ? [] : [`endDate=${query.endDate}`]),
      ...(query.filter === undefined ? [] : [`filter=${encodeURIComponent(query.filter)}`]),
    ];
    const request = { uri: `/auditrecords${asked.length === 0 ? '' : `?${asked.join('&')}`}`, query, context, largest: LARGEST_PAGE };
    return lineItemAnswer(request, pages.value, auditForm, { ...app.exporting.wholeFile, filename: 'auditrecords.csv' });
  },
});
