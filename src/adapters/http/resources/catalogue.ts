import { billingTypeOf } from '../../../domain/catalogue/listing';
import { billingCycles } from '../../../domain/catalogue/terms';
import { isMeteredSaas, type CatalogueItem, type Sku } from '../../../domain/catalogue/state';
import { isUnsupportedUpgrade } from '../../../domain/catalogue/unsupportedUpgrades';
import { link } from '../links';

/** Where a client reads the catalogue: by country, or as one customer sees it. Links stay in that place. */
export type CatalogueScope = { readonly kind: 'market'; readonly country: string } | { readonly kind: 'customer'; readonly customerId: string };

/** @param path for example `/products/NCBUSSTAND01`. */
export const catalogueUri = (scope: CatalogueScope, path: string, query: Readonly<Record<string, string | undefined>> = {}): string => {
  const given = Object.entries({ ...(scope.kind === 'market' && { country: scope.country }), ...query }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  const base = scope.kind === 'market' ? path : `/customers/${scope.customerId}${path}`;
  return given.length === 0 ? base : `${base}?${given.join('&')}`;
};

/** `productType.id` is how clients tell new-commerce licences from the rest. */
export const productTypes = {
  licence: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
  addon: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
  trial: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
  traditional: { id: 'OnlineServices', displayName: 'OnlineServices' },
  saas: { id: 'Azure', displayName: 'Azure', subType: { id: 'SaaS', displayName: 'SaaS' } },
  azure_plan: { id: 'Azure', displayName: 'Azure', subType: { id: 'Azure', displayName: 'Azure' } },
  software: { id: 'Software', displayName: 'Software' },
} as const satisfies Record<Sku['kind'], object>;

/** @param item any SKU of the product: they share its title and publisher. */
export const productResource = ({ sku }: CatalogueItem, scope: CatalogueScope) => {
  const path = `/products/${sku.productId}`;
  return {
    id: sku.productId,
    title: sku.productTitle,
    description: sku.description,
    productType: productTypes[sku.kind],
    isMicrosoftProduct: sku.isMicrosoft,
    publisherName: sku.publisherName,
    links: { skus: link(catalogueUri(scope, `${path}/skus`)), self: link(catalogueUri(scope, path)) },
  };
};

/** ORD-10: a dimension at one price. What a plan includes is a first tier of price 0. */
const dimensionResource = ({ meterId, name, unit, currency, tiers, effectiveFrom, effectiveTo }: NonNullable<Sku['meters']>[number]) => ({
  id: meterId,
  displayName: name,
  unitOfMeasure: unit,
  currency,
  tiers,
  ...(effectiveFrom !== undefined && { effectiveFrom }),
  ...(effectiveTo !== undefined && { effectiveTo }),
});

export const skuResource = (item: CatalogueItem, scope: CatalogueScope) => {
  const { sku } = item;
  const path = `/products/${sku.productId}/skus/${sku.skuId}`;
  const cycles = new Set(item.lines.map((line) => line.billingCycle));
  return {
    id: sku.skuId,
    productId: sku.productId,
    title: sku.title,
    description: sku.description,
    minimumQuantity: sku.minimumQuantity,
    maximumQuantity: sku.maximumQuantity,
    isTrial: sku.kind === 'trial',
    supportedBillingCycles: billingCycles.filter((cycle) => cycles.has(cycle)),
    purchasePrerequisites: ['MicrosoftCustomerAgreement'],
    inventoryVariables: [],
    provisioningVariables: [],
    actions: sku.kind === 'trial' || sku.kind === 'azure_plan' ? [] : ['Refund'],
    ...(sku.overage && { consumptionType: 'Overage' }),
    ...(sku.ownershipLimit && { constraints: [ownershipConstraint(sku.ownershipLimit)] }),
    dynamicAttributes: {
      isMicrosoftProduct: sku.isMicrosoft,
      hasConstraints: sku.ownershipLimit !== undefined,
      isAddon: sku.prerequisiteSkus.length > 0,
      prerequisiteSkus: sku.prerequisiteSkus,
      isSoftwareAssuranceApplicable: false,
      upgradeTargetOffers: sku.upgradeTargets.filter((target) => !isUnsupportedUpgrade(sku, target)),
      ...(sku.provisioningId !== undefined && { provisioningId: sku.provisioningId }),
      billingType: billingTypeOf(item),
      // Ours: the contract says that a plan is charged by use, and not what of it.
      ...(isMeteredSaas(sku) && { dimensions: (sku.meters ?? []).map(dimensionResource) }),
      internal: false,
      conversionInstructions: conversionInstructions(sku),
      // Ours: the contract gives the tag and the consumption type, and leaves the service to be guessed.
      ...(sku.overage && { overageService: sku.overage.service }),
    },
    links: { availabilities: link(catalogueUri(scope, `${path}/availabilities`)), self: link(catalogueUri(scope, path)) },
  };
};

/** In the words of the offer matrix; the contract has the members and no sample. */
const ownershipConstraint = ({ count, scope }: NonNullable<Sku['ownershipLimit']>) => ({
  constraintName: 'AssetOwnershipLimit',
  constraintValue: count,
  constraintType: scope === 'concurrent' ? 'ConcurrentCount' : 'LifetimeCount',
});

/** A trial turns into its paid equivalent, at once or at its end. */
const conversionInstructions = (sku: Sku) =>
  sku.convertsTo === undefined
    ? []
    : [
        {
          applicableTermIds: ['t1mnon'],
          conversionOptions: [
            {
              transferToId: sku.convertsTo,
              termTransferRules: ['Immediate', 'Scheduled'].map((transferTiming) => ({ transferTiming, allowedTransferToTermDurationAndBilling: [{ termDuration: 'P1Y', billingPlan: 'Monthly' }] })),
            },
          ],
        },
      ];
