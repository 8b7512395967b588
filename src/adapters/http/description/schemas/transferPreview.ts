import { z } from 'zod';
import { chargeLine } from './chargeLine';
import { count, currency, decimalText, guid, instant, link, members, named } from './answerSchema';
import { midnight } from './days';
import { previewOf } from './preview';
import { transfer } from './transfer';
import { billingCycle, limitedTerm } from './terms';

const termEnd = midnight.meta({ description: 'Last day of the term, itself included, as the midnight that begins it.' });

const effect = z.discriminatedUnion('what', [
  members({ what: z.literal('subscription'), quantity: count, termEnd }),
  members({ what: z.literal('promotion') }),
  members({ what: z.enum(['scheduledNextTermInstructions', 'nextChargeInstructions']) }),
  members({ what: z.literal('cancellationWindow'), quantity: count, closesAt: instant.meta({ description: 'Exclusive.' }) }),
  members({ what: z.literal('commonTermEnd'), termEnd, subscriptionIds: z.array(guid) }),
  members({ what: z.literal('azurePlan') }),
  members({ what: z.literal('overageAssignment'), service: z.string() }),
]);

const effects = { gains: z.array(effect), loses: z.array(effect) };

const perLicence = decimalText.meta({ description: 'Of one licence for one charge cycle, as the side pays it.' });

const line = named(
  'TransferPreviewLine',
  members({
    line: count,
    subscriptionId: guid.optional().meta({ description: 'To the source.' }),
    productId: z.string(),
    skuId: z.string(),
    friendlyName: z.string(),
    quantity: count,
    termDuration: limitedTerm,
    billingCycle,
    commitmentEndDate: termEnd,
    possible: z.boolean(),
    reason: z.string().optional().meta({ description: 'Why it cannot be moved now.' }),
    pricePerCycle: perLicence.optional(),
    currency: currency.optional(),
    offerOutdated: z.literal(true).optional().meta({ description: 'The target was shown better terms than it would get now.' }),
    shown: members({ pricePerCycle: perLicence, currency, quantity: count, termDuration: limitedTerm, billingCycle, commitmentEndDate: termEnd }).optional(),
    charges: z.array(chargeLine),
    ...effects,
  }),
);

const shown = { items: z.array(line), ...effects };

export const transferPreview = named(
  'TransferPreview',
  members({ transferId: guid, side: z.enum(['source', 'target']), asOf: instant, offered: z.boolean().meta({ description: 'Whether the source has offered anything.' }), ...shown, links: members({ self: link }) }),
);

const withEffects = <Result extends z.ZodType>(result: Result) => members({ ...previewOf(result).shape, ...shown });

export const previewedOffer = withEffects(transferPreview);

/** Of a submission with what each line gains and loses; of a rejection, or a withdrawal, without. */
export const previewedAnswer = z.union([withEffects(transfer), previewOf(transfer)]);
