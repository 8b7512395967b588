import { z } from 'zod';
import { BYTE_ORDER_MARK, csvAttachment, wantsCsv } from '../../src/adapters/http/csvAnswer';
import { fileQuery } from '../../src/adapters/http/lineItemQuery';
import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { everyMonth, forecastCsv, forecastMonthResource, forecastResource, unknownHeader } from '../../src/adapters/http/resources/forecast';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { forecastSpan, MOST_CUSTOMERS, partnerForecast, wholeForecast, type ForecastPart } from '../../src/app/forecast/partnerForecast';
import { pageOf } from '../../src/app/unreadable';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';

const PATH = '/nextterm/v1/forecast';
const MOST_MONTHS = 36;
const MONTHS = 12;

/** What each of the coming months will charge, with what is planned and without; in parts, or as a file (PRE-3). */
route({
  name: 'getForecast',
  method: 'GET',
  path: PATH,
  permission: 'charges.read',
  answersAlso: ['text/csv'],
  query: z.object({
    ...pageQueryOf(MOST_CUSTOMERS),
    ...fileQuery,
    months: z.number().int().min(1).max(MOST_MONTHS).default(MONTHS).meta({ description: 'The running one is the first.' }),
    customerId: guidSchema.optional(),
  }),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { months, customerId, size, byteOrderMark = false } = query;
    const isFile = wantsCsv(context);
    const strange = [...(byteOrderMark && !isFile ? ['byteOrderMark: is of a file for spreadsheets; ask for it with Accept: text/csv'] : []), ...(isFile && (size !== undefined || context.continuationToken !== undefined) ? ['size: a file is whole'] : [])];
    if (strange.length > 0) return failure({ kind: 'InputInvalid', problems: strange });
    const read = await partnerForecast(await theApp(), partner.value, { months, customerId }, context.now);
    if (!read.ok) return read;
    if (isFile) {
      const whole = await wholeForecast(read.value);
      if (!whole.ok) return whole;
      return success(withUnreadable({ status: 200, body: `${byteOrderMark ? BYTE_ORDER_MARK : ''}${forecastCsv(whole.value.months)}`, headers: { ...csvAttachment('forecast.csv'), Vary: 'Accept', ...unknownHeader(whole.value) } }, whole.value.unreadable, context.caller));
    }
    const span = forecastSpan(context.now, months);
    let part: ForecastPart | undefined;
    const uri = listUri(PATH, { months: String(months), customerId });
    const page = await listPage(
      { uri, query, context, largest: MOST_CUSTOMERS },
      async (mostCustomers, continuation) => {
        part = await read.value(mostCustomers, continuation);
        return pageOf({ items: everyMonth(span.months, part.months, partner.value.currency), unreadable: part.unreadable }, part.continuation);
      },
      forecastMonthResource,
    );
    if (!page.ok || part === undefined) return page;
    return success({ ...page.value, body: forecastResource(page.value.body, span, part) });
  },
});
