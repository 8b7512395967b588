import { z } from 'zod';
import { actions } from '../../../../domain/options/actions';
import { subscriptionStatuses } from '../../../../domain/subscription/state';
import { amountMembers } from './chargeLine';
import { brings, broughtAt, outOfProportion } from './preview';
import { attributesOf, count, day, guid, instant, members, named } from './answerSchema';
import { billingCycle, limitedTerm } from './terms';

const action = z.enum([...actions, 'upgrade', 'convertTrial', 'fileSupportRequest']);
const rule = z.string().regex(/^[A-Z]{3}-\d+$/).meta({ description: 'The rule by which it is possible or not.' });
const target = members({ toCatalogItemId: z.string(), title: z.string(), termDuration: limitedTerm.optional(), billingCycle: billingCycle.optional() }).optional();
const status = z.enum(subscriptionStatuses);

const ownEffect = named(
  'OptionEffect',
  members({
    status,
    quantity: count,
    ...amountMembers,
    windowClosesAt: instant.optional().meta({ description: 'Until then, exclusive, what is added can be taken off again.' }),
    removed: z.array(z.string()).meta({ description: 'What it deletes that it is not about.' }),
    outOfProportion,
    reversibleUntil: instant.optional().meta({ description: 'Exclusive; absent: it cannot be undone.' }),
    ahead: broughtAt.optional().meta({ description: 'What comes then instead of what would have come.' }),
  }),
);

const upgradeEffect = named(
  'UpgradeEffect',
  members({
    subscriptions: z.array(members({ subscriptionId: guid, title: z.string(), status, quantity: count, termEnd: day.meta({ description: 'Last day, UTC.' }) })),
    ...amountMembers,
    removed: z.array(z.string()),
    outOfProportion,
  }),
);

const azureEffect = members({ status: z.enum(['active', 'suspended']) });

const possible = named(
  'PossibleOption',
  members({
    action,
    possible: z.literal(true),
    rule,
    until: instant.optional().meta({ description: 'Exclusive; absent: it has no end that is known.' }),
    target,
    effect: z.union([ownEffect, upgradeEffect, azureEffect]).optional(),
  }),
);

const impossible = named(
  'ImpossibleOption',
  members({ action, possible: z.literal(false), rule, target, code: z.number().int().meta({ description: 'As its call would be refused.' }), reason: z.string(), opensAgain: day.optional().meta({ description: 'The UTC day on which its next window opens; absent where seats must stay then too.' }) }),
);

/** What happens if nobody acts. */
export const nextStep = members({
  what: z.enum(['cycleCharge', 'renewal', 'expiry', 'retention', 'migration']).meta({ description: '`migration`: a migration that is planned is carried out, of the subscription or of its base; what it brings is asked of its schedule.' }),
  at: instant,
  state: z.enum(['ahead', 'queued', 'parked']).meta({ description: 'Still to come; due, and about to be carried out; or given up after failing for a day.' }),
  failingSince: instant.optional(),
  brings: brings.optional(),
  outOfProportion,
});

export const options = named(
  'Options',
  members({
    totalCount: count,
    items: z.array(z.discriminatedUnion('possible', [possible, impossible])),
    ifNobodyActs: nextStep.optional(),
    atTermEnd: broughtAt.optional().meta({ description: 'What the end of the term brings, where something else comes before.' }),
    outOfProportion,
    attributes: attributesOf('Options'),
  }),
);
