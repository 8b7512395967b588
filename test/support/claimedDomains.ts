import { claimExisting } from '../../src/app/customer/domainClaims';
import { customerSchema } from '../../src/domain/parties/customer/state';
import { type World } from './world';

/** Claims the domain of every customer of a world, whose sample comes without claims: a rebuild then finds nothing to put right of theirs. */
export const claimDomains = async (world: World): Promise<void> => {
  for (const { key, value } of await world.commerceRows()) if (key.startsWith('customer|')) await claimExisting(world.stores.Directory, customerSchema.parse(value));
};
