import { type TransferRefusal } from './refusals';

/** What a transfer can be asked for, as the contract names it. Only licences of new commerce are moved. */
export const productTypes = ['AzureSubscription', 'AzureReservation', 'AzureSavingsPlan', 'OnlineServicesNCE', 'Software', 'SaaS'] as const;
export type ProductType = (typeof productTypes)[number];

export const MOVED: ProductType = 'OnlineServicesNCE';

/** Why a line of that type is not moved; undefined if it is. */
export const productRefusal = (productType: ProductType, subscriptionId: string): TransferRefusal | undefined => {
  if (productType === MOVED) return undefined;
  return productType === 'AzureSubscription' ? { kind: 'TransferOfAzure', subscriptionId } : { kind: 'TransferProductUnfit', subscriptionId, productType };
};
