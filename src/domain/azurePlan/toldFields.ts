import { changedFields, type ChangedFields, type ToldFields } from '../../kernel/changedFields';
import { type AzureHoldings, type AzurePlan, type AzureSubscription, type LegacyAzure, type OlderSubscription } from './state';

const planFields = ({ status, friendlyName, resellerOfRecord, catalogItemId, orderId }: AzurePlan) => ({ status, friendlyName, resellerOfRecord, catalogItemId, orderId }) satisfies ToldFields;

const entitlementFields = ({ status, inactiveAt, friendlyName, purpose, accessGaps }: AzureSubscription) => ({ status, inactiveAt, friendlyName, purpose, accessGaps }) satisfies ToldFields;

const olderFields = ({ status = 'active', movedAt }: OlderSubscription) => ({ status, movedAt }) satisfies ToldFields;

/** `azureSubscription.status`: the id is the fact's to name, or, of several, stands in the field. */
const under = (id: string, changed: ChangedFields): ChangedFields => Object.fromEntries(Object.entries(changed).map(([field, values]) => [`azureSubscriptions.${id}.${field}`, values]));

export type AzureField = keyof ReturnType<typeof planFields> | `azureSubscriptions.{id}.${keyof ReturnType<typeof entitlementFields> | keyof ReturnType<typeof olderFields>}`;

/** AUD-2: what of a plan and of Azure subscriptions under it changed. @param held as everything stood before; what is not in it was made just now. */
export const changedOfAzure = (held: AzureHoldings, { plan, subscriptions = [] }: { readonly plan: AzurePlan; readonly subscriptions?: readonly AzureSubscription[] }): ChangedFields => {
  const before = held.plans.find(({ id }) => id === plan.id);
  return {
    ...changedFields(before && planFields(before), planFields(plan)),
    ...Object.assign({}, ...subscriptions.map((each) => {
      const stood = held.subscriptions.find(({ id }) => id === each.id);
      return under(each.id, changedFields(stood && entitlementFields(stood), entitlementFields(each)));
    })) as ChangedFields,
  };
};

/** AUD-2: the same of Azure subscriptions under the older offer. @param before as it stood. */
export const changedOfOlder = (before: LegacyAzure | undefined, after: LegacyAzure): ChangedFields =>
  Object.assign({}, ...after.azureSubscriptions.map((each) => {
    const stood = before?.azureSubscriptions.find(({ id }) => id === each.id);
    return under(each.id, changedFields(stood && olderFields(stood), olderFields(each)));
  })) as ChangedFields;
