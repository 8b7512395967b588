import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { orderLineSchema } from '../../../../src/domain/order/state';
import { kindNames, kindOfSku } from '../../../../src/domain/subscription/kinds/table';
import { asKind, subscriptionSchema } from '../../../../src/domain/subscription/state';
import { lease } from './lease';
import { bought, offer, order } from '../bought';

const ROOT = join(__dirname, '../../../..');

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);

const june = bought('2021-06-18T10:00:00Z');

/** A row as it was written before a subscription told its kind. */
const older = (inOffer: object, particulars: object = {}): object => {
  const { kind: _kind, ...rest } = june;
  return { ...rest, ...particulars, offer: { ...offer, ...inOffer } };
};

describe('a stored subscription tells its kind', () => {
  const paid = { termDuration: 'P1Y', billingCycle: 'monthly' };
  test.each([
    ['licence', older({ isTrial: false }), {}],
    ['licence', older({ isTrial: false }, { extendedFrom: paid }), { extendedFrom: paid }],
    ['trial', older({ isTrial: true }, { paidForm: { productId: 'a', skuId: 'b', availabilityId: 'c', ...paid } }), { paidForm: { productId: 'a', skuId: 'b', availabilityId: 'c', ...paid } }],
    ['saas', older({ isTrial: false, soldAs: 'saas' }, { activatedAt: june.createdAt }), { activatedAt: june.createdAt }],
    ['freeSaas', older({ isTrial: true, soldAs: 'saas' }, { renewsTo: paid }), { renewsTo: paid }],
    ['traditional', older({ isTrial: false, soldAs: 'traditional' }, { addOnIds: ['x'] }), { addOnIds: ['x'] }],
    ['traditionalAddOn', older({ isTrial: false, soldAs: 'traditional' }, { parentId: 'x' }), { parentId: 'x' }],
  ])('one written before as %s', (kind, row, particulars) => {
    expect(subscriptionSchema.parse(row)).toEqual({ ...june, kind, ...particulars });
  });

  test('and holds only what that kind has', () => {
    const mixed = { ...june, parentId: 'x', activatedAt: june.createdAt, addOnIds: ['y'] };
    expect(subscriptionSchema.parse(mixed)).toEqual(june);
    expect(asKind({ ...june, parentId: 'x', activatedAt: june.createdAt }, 'saas')).toEqual({ ...june, kind: 'saas', activatedAt: june.createdAt });
  });

  test('what a kind cannot be without is missed; a kind that nobody knows is none', () => {
    expect(subscriptionSchema.safeParse({ ...june, kind: 'traditionalAddOn' }).success).toBe(false);
    expect(subscriptionSchema.safeParse({ ...june, kind: 'lease' }).success).toBe(false);
  });

  test.each([
    ['licence', { isTrial: false }, { termDuration: 'P1M' }],
    ['traditionalAddOn', { isTrial: false, soldAs: 'traditional' }, { termDuration: 'P1Y', parentSubscriptionId: 'x' }],
    ['saas', { isTrial: false, soldAs: 'saas' }, { termDuration: 'P1M' }],
    [undefined, { isTrial: false }, {}],
  ])('a line of an order written before as %s', (kind, inOffer, members) => {
    const pricing = { listPrice: '1', discountedPrice: '1', proratedPrice: '1', price: '1', extendedPrice: '1' };
    const line = { lineItemNumber: 0, offer: { ...offer, ...inOffer }, subscriptionId: 'sub-1', quantity: 1, additionalResellers: [], pricing, ...members };
    expect(orderLineSchema.parse(line)).toEqual({ ...line, offer, ...(kind !== undefined && { kind }) });
  });
});

test.each([
  ['licence', { kind: 'licence', prerequisiteSkus: [] }],
  ['licence', { kind: 'addon', prerequisiteSkus: ['A:0001'] }],
  ['trial', { kind: 'trial', prerequisiteSkus: [] }],
  ['saas', { kind: 'saas', prerequisiteSkus: [] }],
  ['freeSaas', { kind: 'saas', freeTrialDays: 30, prerequisiteSkus: [] }],
  ['traditional', { kind: 'traditional', prerequisiteSkus: [] }],
  ['traditionalAddOn', { kind: 'traditional', prerequisiteSkus: ['A:0001'] }],
  ['software', { kind: 'software', prerequisiteSkus: [] }],
  ['perpetual', { kind: 'software', perpetual: true, prerequisiteSkus: [] }],
  [undefined, { kind: 'azure_plan', prerequisiteSkus: [] }],
] as const)('%s is what %j is bought as', (kind, sku) => {
  expect(kindOfSku({ ...sku, prerequisiteSkus: [...sku.prerequisiteSkus] })).toBe(kind);
});

test('no rule outside the table asks for a kind by its name', () => {
  const names = kindNames.join('|');
  const asks = [new RegExp(`\\bkind\\b\\)? (===|!==) '(${names})'`), /\boffer\.(isTrial|soldAs)\b/];
  // The catalogue has classes of SKU of its own, and shows them.
  const mayAsk = /^src\/(domain\/(subscription\/kinds|catalogue)|adapters\/http\/resources\/(catalogue|offer))/;
  const asking = ['src', 'functions'].flatMap(filesBelow).filter((file) => !mayAsk.test(file)).flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return asks.some((question) => question.test(text)) ? [file] : [];
  });
  expect(asking).toEqual([]);
});

describe('another kind is one file and one row', () => {
  type Domain = {
    readonly purchase: typeof import('../../../../src/domain/subscription/purchase');
    readonly patch: typeof import('../../../../src/domain/subscription/patch');
    readonly state: typeof import('../../../../src/domain/subscription/state');
    readonly transfer: typeof import('../../../../src/domain/transfer/eligibility');
    readonly policy: typeof import('../../../../src/domain/policy/policy');
    readonly rules: typeof import('../../../../src/domain/options/rules');
    readonly table: typeof import('../../../../src/domain/subscription/kinds/table');
  };

  const withLease = (): Domain => {
    const loaded: { domain?: Domain } = {};
    jest.isolateModules(() => {
      jest.doMock('../../../../src/domain/subscription/kinds/table', () => {
        const actual = jest.requireActual<Domain['table']>('../../../../src/domain/subscription/kinds/table');
        const { tableOf } = jest.requireActual<typeof import('../../../../src/domain/subscription/kinds/tableOf')>('../../../../src/domain/subscription/kinds/tableOf');
        const kinds = { ...actual.KINDS, lease };
        const { names, ...questions } = tableOf(kinds);
        return { ...actual, KINDS: kinds, kindNames: names, ...questions };
      });
      const load = (path: string): unknown => jest.requireActual(`../../../../src/domain/${path}`);
      loaded.domain = {
        purchase: load('subscription/purchase'),
        patch: load('subscription/patch'),
        state: load('subscription/state'),
        transfer: load('transfer/eligibility'),
        policy: load('policy/policy'),
        rules: load('options/rules'),
        table: jest.requireMock('../../../../src/domain/subscription/kinds/table'),
      } as Domain;
    });
    jest.dontMock('../../../../src/domain/subscription/kinds/table');
    if (loaded.domain === undefined) throw new Error('The domain was not loaded');
    return loaded.domain;
  };

  test('it is bought, stored, kept from what it cannot, and ended by its own rules', () => {
    const { purchase, patch, state, transfer, policy, rules, table } = withLease();
    const leased = { ...june, kind: 'lease' as 'licence' };
    expect(table.kindOfSku({ kind: 'azure_plan', prerequisiteSkus: [] })).toBe('lease');
    const first = purchase.purchase({ ...order, kind: leased.kind }, policy.newCommerce, june.createdAt);
    if (!first.ok) throw new Error('It cannot be bought');
    const { subscription } = first.value;
    expect(subscription).toMatchObject({ kind: 'lease', batches: [], term: { cancellableUntil: '2021-07-18T00:00:00.000Z' } });
    expect(state.subscriptionSchema.parse({ ...subscription, parentId: 'x' })).toEqual(subscription);
    const ask = (asked: object, on = subscription) => patch.applyPatch(asked, on, policy.newCommerce, '2021-07-10T10:00:00.000Z' as typeof june.createdAt);
    expect(ask({ quantity: 12 })).toMatchObject({ ok: false, error: { kind: 'TrialQuantityFixed' } });
    expect(ask({ status: 'deleted' })).toMatchObject({ ok: true, value: { subscription: { status: 'deleted' }, charges: [{ chargeType: 'cancelImmediate', chargeStart: '2021-07-10' }] } });
    expect(transfer.transferObstacle(subscription, june.partnerId, [], june.createdAt)).toBe('OtherKind');
    expect(rules.ruleOf('cancel', subscription)).toBe('SUB-3');
  });
});
