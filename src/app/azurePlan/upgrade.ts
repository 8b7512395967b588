import { AZURE_PLAN } from '../../domain/azurePlan/state';
import { azureUpgradeSchema, upgradeLegacyAzure, upgradeProblem, type AzureUpgrade, type LegacyUpgraded } from '../../domain/azurePlan/upgradeLegacy';
import { skuKey } from '../../domain/catalogue/state';
import { mayOrder } from '../../domain/parties/customer/relationship';
import { type Customer } from '../../domain/parties/customer/state';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Partner } from '../../domain/parties/partner/state';
import { type Answer } from '../command/answer';
import { azureUpgradeKey } from '../command/commerceKeys';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { customerOf, customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';
import { azureSetUp, legacyUpgradeRecords, legacyUpgradeWrites, readAzure, type StoredAzure } from './azureBook';
import { rowReader } from '../unreadable';

const azureUpgradeRows = rowReader('Commerce', 'azureUpgrade', azureUpgradeSchema);

interface Loaded {
  readonly customer: Stored<Customer>;
  readonly azure: StoredAzure;
  readonly isSold: boolean;
}

const load = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<Loaded, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const [azure, catalogue] = await Promise.all([readAzure(app.commerce, customerId), app.catalogueOf(customer.value.value.country)]);
  return success({ customer: customer.value, azure, isSold: catalogue.items.has(skuKey(AZURE_PLAN.productId, AZURE_PLAN.skuId)) });
};

/** One for each customer and partner: a repetition goes on with the first request. */
const upgradeIdOf = (customerId: string, partnerId: string): string => derivedGuid('azure upgrade', customerId, partnerId);

/** AZP-2: what stands against moving anything, whatever there is to be moved; undefined if nothing does. */
const mayNotMove = (partner: Partner, { value }: Stored<Customer>): Refusal | undefined => {
  const allowed = mayTransact(partner, 'buy');
  if (!allowed.ok) return allowed.error;
  const order = mayOrder(value, partner.tenantId);
  return order.ok ? undefined : order.error;
};

/** AZP-2, AZP-3: what a request to move the customer would be refused with now; undefined: nothing. Refused: CustomerNotFound. */
export const azureUpgradeEligibility = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<Refusal | undefined, Refusal>> => {
  const [loaded, partner] = await Promise.all([load(app, partnerTenantId, customerId), app.partnerByTenant(partnerTenantId)]);
  if (!loaded.ok) return loaded;
  const { azure, isSold, customer } = loaded.value;
  const problem = partner && mayNotMove(partner, customer);
  return success(problem ?? upgradeProblem(azure, customerId, partnerTenantId, isSold, customer.value.country));
};

/** AZP-2, AZP-3: moves what can be moved of the customer's older Azure subscriptions of the partner, in one transaction; asked for again, what failed. */
export const upgradeAzure = (app: App, call: WriteCall, customerId: string, encode: Encoding<LegacyUpgraded>): Promise<Result<Answer, Refusal>> => {
  const { tenantId } = call.partner;
  return handleCommand<Loaded, LegacyUpgraded>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => load(app, tenantId, customerId),
    decide: ({ customer, azure, isSold }, now) => {
      const problem = mayNotMove(call.partner, customer);
      if (problem !== undefined) return failure(problem);
      return upgradeLegacyAzure(upgradeIdOf(customerId, tenantId), azureSetUp(customerId, tenantId, undefined, { market: customer.value.country }), azure, { name: customer.value.country, isSold }, now);
    },
    changes: (upgraded, { azure, customer }, now) => ({ writes: [customerWrite(customer.value, customer.etag), ...legacyUpgradeWrites(upgraded, azure.etags)], records: legacyUpgradeRecords(upgraded, azure, now) }),
    before: () => undefined,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

/** AZP-3: what became of it. Refused: CustomerNotFound, AzureUpgradeNotFound, AzureUpgradeOfOther for an id that is another customer's. */
export const azureUpgradeStatus = async (app: App, partnerTenantId: string, customerId: string, upgradeId: string): Promise<Result<AzureUpgrade, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  if (upgradeId !== upgradeIdOf(customerId, partnerTenantId)) return failure({ kind: 'AzureUpgradeOfOther', upgradeId });
  const row = await app.commerce.read(customerId, azureUpgradeKey(upgradeId));
  return row === undefined ? failure({ kind: 'AzureUpgradeNotFound', upgradeId }) : success(azureUpgradeRows.read(row));
};
