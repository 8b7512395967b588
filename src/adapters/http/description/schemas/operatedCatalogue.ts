import { z } from 'zod';
import { attributesOf, count, country, currency, decimalText, guid, instant, members, month, named } from './answerSchema';

/** Files that were loaded over the API. */
export const catalogueImport = named(
  'Import',
  members({
    id: guid,
    importedDate: instant,
    files: z.array(z.string()),
    markets: z.array(members({ country, skus: count, priceLines: count })),
    leftOut: members({ count, first: z.array(members({ file: z.string(), line: count, sku: z.string() })) })
      .optional()
      .meta({ description: 'Rows of offer matrices that changed nothing, as what they name has a price in none of the markets: how many, and the first twenty.' }),
    attributes: attributesOf('Import'),
  }),
);

const marketMembers = { country, version: z.string().meta({ description: 'Of the last import that changed it.' }), importedDate: instant, attributes: attributesOf('Market') };

/** A country with a price sheet. */
export const market = named('Market', members(marketMembers));

export const marketContents = named('MarketContents', members({ ...marketMembers, skus: count, priceLines: count, promotions: count, currencies: z.array(currency) }));

export const exchangeRate = named(
  'ExchangeRate',
  members({ from: currency, to: currency, month, rate: decimalText.meta({ description: 'What one unit of `from` is in `to`, exactly.' }) }),
);
