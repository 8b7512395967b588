import { doesTheSame } from '../../src/console/change/sameEffect';
import { agreedOf } from '../../src/console/pages/buying/agreedOf';
import { canBeChosen, entriesOf, groups, reasonText } from '../../src/console/pages/subscription/change/entries';
import { undoOf } from '../../src/console/pages/subscription/change/undo';
import { actions } from '../../src/domain/options/actions';

const optionActions = [...actions, 'upgrade', 'convertTrial', 'fileSupportRequest'];
const possible = (action: string) => ({ action, possible: true });
const refused = (action: string, code: number) => ({ action, possible: false, code });

describe('the menu of what can be done', () => {
  test('every change that the server tells of opens a form, in the order of the groups', () => {
    const entries = entriesOf({ items: optionActions.map(possible) }, {});
    expect(entries.filter((entry) => !canBeChosen(entry))).toEqual([]);
    expect(entries.map(({ option }) => option.action).toSorted()).toEqual([...optionActions].sort());
    expect([...new Set(entries.map(({ group }) => group))]).toEqual([...groups]);
  });

  test('one that it does not know is shown under its name, and opens nothing', () => {
    const [entry] = entriesOf({ items: [{ ...possible('moveToAnotherTenant'), target: { toCatalogItemId: 'A:1:B', title: 'Elsewhere' } }] }, {});
    expect(entry).toMatchObject({ label: 'Move to another tenant: Elsewhere', group: 'The subscription' });
    expect(entry && canBeChosen(entry)).toBe(false);
  });

  test('a plan that stands is changed, one that does not is made', () => {
    const labels = (...names: string[]) => entriesOf({ items: names.map(possible) }, {}).map(({ label }) => label);
    expect(labels('planNextTerm')).toEqual(['Plan the next term']);
    expect(labels('planNextTerm', 'unplanNextTerm')).toEqual(['Change the plan for the next term', 'Drop the plan for the next term']);
  });

  test('[ORD-9] [ORD-6] software is cancelled through its order while it can be, and SaaS that waits for it is activated', () => {
    const cancel = [refused('cancel', 800062)];
    expect(entriesOf({ items: cancel }, { cancellationAllowedUntilDate: '2021-07-18T10:00:00.000Z' })).toMatchObject([{ form: 'cancelOrder', isPossible: true, instead: { until: '2021-07-18T10:00:00.000Z' } }]);
    expect(entriesOf({ items: cancel }, {})).toMatchObject([{ form: 'cancel', isPossible: false }]);
    expect(entriesOf({ items: [refused('rename', 800081), refused('suspend', 800081)] }, {}).map(({ form, isPossible }) => [form, isPossible])).toEqual([['activate', true], ['rename', false], ['status', false]]);
  });

  test('a reason leaves out the id of what the page is about, and writes instants as the page does', () => {
    const written = (reason: string) => reasonText(reason, '450e75eb', (instant) => `<${instant}>`);
    expect(written('The trial 450e75eb cannot be changed.')).toBe('The trial cannot be changed.');
    expect(written('Not supported: a scheduled change of 450e75eb, which is no licence.')).toBe('Not supported: a scheduled change of this one, which is no licence.');
    expect(written('It can be cancelled until 2021-06-25T10:00:00.000Z; opens on 2021-07-18.')).toBe('It can be cancelled until <2021-06-25T10:00:00.000Z>; opens on 2021-07-18.');
  });
});

describe('what undoes a change', () => {
  const plan = { product: { productId: 'NCBUSPREMI01' }, quantity: 8 };
  const before: Parameters<typeof undoOf>[0] = { quantity: 10, friendlyName: 'Office', autoRenewEnabled: true, status: 'active' };

  test('is what it made otherwise, as it was before, with what went on the way', () => {
    const planned: typeof before = { ...before, scheduledNextTermInstructions: plan };
    expect(undoOf(planned, { ...before, autoRenewEnabled: false, status: 'suspended' })).toEqual({ autoRenewEnabled: true, status: 'active', scheduledNextTermInstructions: plan });
    expect(undoOf(before, { ...before, friendlyName: 'Desk' })).toEqual({ friendlyName: 'Office' });
    expect(undoOf(before, before)).toEqual({});
  });

  test('[SCH-3] [SCH-4] a plan is taken away again, and put back, but never together with a number of seats', () => {
    const planned: typeof before = { ...before, scheduledNextTermInstructions: plan };
    expect(undoOf(before, planned)).toEqual({ scheduledNextTermInstructions: null });
    expect(undoOf(planned, before)).toEqual({ scheduledNextTermInstructions: plan });
    expect(undoOf(planned, { ...before, quantity: 12 })).toEqual({ quantity: 10 });
    expect(undoOf(before, { ...before, nextChargeInstructions: plan })).toEqual({ nextChargeInstructions: null });
  });
});

describe('[PRE-2] whether a command still does what was shown of it', () => {
  const line = { id: 'one', chargeType: 'new', chargeStartDate: '2021-06-18', chargeEndDate: '2021-07-17', unitPrice: '10.08', quantity: 10, subtotal: '100.80', currency: 'EUR' };
  const brings = { asOf: '2021-06-18T10:00:00.000Z', product: { productId: 'P', skuId: '0001' }, quantity: 10, amount: '100.8', currency: 'EUR' };
  const shown = { charges: [line], windows: [{ change: 'opened', quantity: 10, closesAt: '2021-06-25T10:00:00.000Z' }], removed: [], reversible: true, ahead: [{ what: 'renewal', at: '2021-07-18T00:00:00.000Z', brings }] };

  test('whatever only moves with the clock makes no difference', () => {
    const later = { ...shown, charges: [{ ...line, id: 'two' }], windows: [{ change: 'opened', quantity: 10, closesAt: '2021-06-25T10:00:07.000Z' }], ahead: [{ ...shown.ahead[0], what: 'renewal', at: '2021-07-18T00:00:00.000Z', brings: { ...brings, asOf: '2021-06-18T10:00:07.000Z' } }] };
    expect(doesTheSame(shown, later)).toBe(true);
  });

  test.each([
    ['an amount', { charges: [{ ...line, subtotal: '100.79' }] }],
    ['a day', { charges: [{ ...line, chargeStartDate: '2021-06-19' }] }],
    ['another line', { charges: [line, line] }],
    ['what can come off', { windows: [] }],
    ['what it deletes', { removed: ['scheduledNextTermInstructions'] }],
    ['that it can be undone', { reversible: false }],
    ['what comes then', { ahead: [{ what: 'renewal', at: '2021-07-18T00:00:00.000Z', brings: { ...brings, amount: '110' } }] }],
  ])('%s does', (_, other) => {
    expect(doesTheSame(shown, { ...shown, ...other })).toBe(false);
  });

  test('[PRE-2] of a checkout also the price of what is not charged yet, and what is not bought', () => {
    const pricing = { listPrice: 12, discountedPrice: 12, extendedPrice: 144 };
    const bought = { orders: [{ id: 'o', creationDate: '2021-06-18T10:00:00Z', lineItems: [{ offerId: 'SAAS:0001:A', quantity: 3, pricing }] }] };
    const free = { ...shown, charges: [], result: bought };
    const same = (result: Parameters<typeof agreedOf>[0]) => doesTheSame<Omit<typeof free, 'result'> & { result: Parameters<typeof agreedOf>[0] }>(free, { ...free, result }, (effect) => agreedOf(effect.result));
    const [order] = bought.orders;
    expect(same({ orders: bought.orders.map((each) => ({ ...each, creationDate: '2021-06-18T10:00:07Z' })) })).toBe(true);
    expect(same({ orders: [{ id: order?.id ?? '', lineItems: [{ offerId: 'SAAS:0001:A', quantity: 3, pricing: { ...pricing, discountedPrice: 13, extendedPrice: 156 } }] }] })).toBe(false);
    expect(same({ ...bought, orderErrors: [{ orderGroupId: '0', description: 'The limit is used up.' }] })).toBe(false);
  });
});
