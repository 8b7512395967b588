import { type Sku } from './state';

/** UPG-1: whether a SKU is named among those that another cannot be upgraded to. Lists write product ids in either case. @param key `product:sku`. */
export const isUnsupportedUpgrade = ({ unsupportedUpgrades }: Pick<Sku, 'unsupportedUpgrades'>, key: string): boolean => unsupportedUpgrades.some((each) => each.toUpperCase() === key.toUpperCase());
