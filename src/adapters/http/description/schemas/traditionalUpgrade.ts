import { z } from 'zod';
import { upgradeTypes } from '../../resources/traditionalUpgrade';
import { attributesOf, country, count, guid, link, members, named } from './answerSchema';
import { writtenBeside } from './preview';
import { obstacle } from './transition';

const upgradeType = z.enum(upgradeTypes);

export const traditionalUpgrade = named(
  'Upgrade',
  members({
    targetOffer: members({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      minimumQuantity: count,
      maximumQuantity: count,
      uri: z.string(),
      country,
      links: members({ self: link }),
      attributes: attributesOf('Offer'),
    }),
    upgradeType,
    isEligible: z.boolean(),
    quantity: count,
    upgradeErrors: z.array(obstacle),
    attributes: attributesOf('Upgrade'),
  }),
);

export const upgradeResult = named(
  'UpgradeResult',
  members({
    sourceSubscriptionId: guid,
    targetSubscriptionId: guid.meta({ description: 'The same: licences stay in the subscription that they were in.' }),
    upgradeType,
    upgradeErrors: z.array(z.never()),
    licenseErrors: z.array(z.never()),
    ...writtenBeside,
    attributes: attributesOf('UpgradeResult'),
  }),
);
