import { catalogueOf, type CatalogueItem } from '../../../src/domain/catalogue/state';
import { subscriptionSchema, type Subscription } from '../../../src/domain/subscription/state';
import { transition, type TransitionCommand } from '../../../src/domain/transition/transition';
import { at } from '../subscription/bought';
import { sold } from '../subscription/kinds/saas/sold';
import { catalogue as suites, context, itemId, offerOf } from './suites';

/** The suites as SaaS of a publisher, each with thirty free days for who buys it. */
const catalogue = catalogueOf('DE', [...suites.items.values()].map((item): CatalogueItem => ({ ...item, sku: { ...item.sku, kind: 'saas', isMicrosoft: false, freeTrialDays: 30 } })));

const own = { offer: offerOf('SUITEA'), quantity: 10, cyclePrice: '10.08' };
const paid = sold('2021-06-18T10:00:00Z', undefined, own);
const free = sold('2021-06-18T10:00:00Z', 30, own);

const upgrade = (source: Subscription, command: Partial<TransitionCommand> = {}, others: readonly Subscription[] = []) =>
  transition({ toCatalogItemId: itemId('SUITEB'), quantity: source.quantity, transitionType: 'transition_only', ...command }, source, { ...context([source, ...others]), catalogue }, at('2021-06-25T10:00:00Z'));

const made = (source: Subscription, command: Partial<TransitionCommand> = {}) => {
  const done = upgrade(source, command);
  if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.error)}`);
  const last = done.value.outcomes.at(-1);
  if (last === undefined) throw new Error('Nothing was made');
  return last;
};

describe('[ORD-6] SaaS of a publisher, whose targets have free days for who buys them', () => {
  test.each<[string, Subscription, Partial<TransitionCommand>, string]>([
    ['[UPG-2] all of it', paid, {}, '49.29'],
    ['[UPG-2] a part of it', paid, { quantity: 4 }, '19.71'],
    ['[TRI-4] free days that turn paid at once', free, {}, '64.30'],
  ])('%s is paid for from the upgrade on, and can be read once it is stored', (_name, source, command, subtotal) => {
    const { subscription, charges } = made(source, command);
    expect([subscription.kind, subscription.renewsTo, charges.at(-1)?.subtotal]).toEqual(['saas', undefined, subtotal]);
    expect(subscriptionSchema.safeParse(subscription).error).toBeUndefined();
  });

  test.each([
    ['[UPG-3] paid ones', paid],
    ['[TRI-4] those of other free days', free],
  ])('%s do not go into free days, which have their licences and cost nothing', (_name, source) => {
    const existing = sold('2021-06-20T10:00:00Z', 30, { offer: offerOf('SUITEB'), subscriptionId: 'sub-2' });
    expect(upgrade(source, { toSubscriptionId: 'sub-2' }, [existing])).toEqual({ ok: false, error: { kind: 'TrialQuantityFixed', subscriptionId: 'sub-2' } });
  });
});
