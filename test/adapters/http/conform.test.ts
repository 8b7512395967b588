import { z } from 'zod';
import { conformBody, conformQuery } from '../../../src/adapters/http/conform';
import { validate } from '../../../src/adapters/http/validate';
import { guidSchema, opaqueIdSchema, wireDaySchema, wireInstantSchema } from '../../../src/adapters/http/wireSchemas';

const cartSchema = z.object({
  partnerOnRecordAttestationAccepted: z.boolean().optional(),
  lineItems: z.array(
    z.object({
      id: z.number().int().optional(),
      catalogItemId: z.string(),
      quantity: z.number().int(),
      billingCycle: z.enum(['monthly', 'annual', 'one_time']),
      customTermEndDate: wireInstantSchema.optional(),
      participants: z.array(z.object({ key: z.literal('transaction_reseller'), value: z.string() })).optional(),
    }),
  ),
});

const line = { catalogItemId: 'P:S:A', quantity: 3, billingCycle: 'monthly' };

const readCart = (body: unknown) => validate(cartSchema, conformBody(cartSchema, body), 'body');

describe('bodies as published clients write them', () => {
  it.each([
    { name: 'camelCase, as the Java library', body: { lineItems: [line] }, value: { lineItems: [line] } },
    { name: 'PascalCase, as the .NET library', body: { LineItems: [{ CatalogItemId: 'P:S:A', Quantity: 3, BillingCycle: 'Monthly' }] }, value: { lineItems: [line] } },
    { name: 'both in one body', body: { lineItems: [{ CatalogItemId: 'P:S:A', quantity: 3, BILLINGCYCLE: 'MONTHLY' }] }, value: { lineItems: [line] } },
    { name: 'an enumerated value in PascalCase', body: { lineItems: [{ ...line, billingCycle: 'OneTime' }] }, value: { lineItems: [{ ...line, billingCycle: 'one_time' }] } },
    { name: 'nulls for what was never set', body: { lineItems: [{ ...line, Id: null, Participants: null }], PartnerOnRecordAttestationAccepted: null }, value: { lineItems: [line] } },
    { name: 'empty text for what may be absent', body: { partnerOnRecordAttestationAccepted: '', lineItems: [{ ...line, id: ' ', customTermEndDate: '', participants: '' }] }, value: { lineItems: [line] } },
    { name: '.NET\'s unset date', body: { lineItems: [{ ...line, CustomTermEndDate: '0001-01-01T00:00:00' }] }, value: { lineItems: [line] } },
    { name: '.NET\'s unset date with an offset', body: { lineItems: [{ ...line, CustomTermEndDate: '0001-01-01T00:00:00.0000000Z' }] }, value: { lineItems: [line] } },
    {
      name: 'what it once read, sent back',
      body: { id: 'x', links: { self: {} }, attributes: { etag: 'e' }, lineItems: [{ ...line, pricing: { price: 1 }, orderGroup: '0', error: null }] },
      value: { lineItems: [line] },
    },
    { name: 'a literal in PascalCase', body: { lineItems: [{ ...line, participants: [{ Key: 'TransactionReseller', Value: '7' }] }] }, value: { lineItems: [{ ...line, participants: [{ key: 'transaction_reseller', value: '7' }] }] } },
    { name: 'two spellings of one member: the later counts', body: { lineItems: [{ ...line, Quantity: 5 }] }, value: { lineItems: [{ ...line, quantity: 5 }] } },
    { name: 'a member named __proto__', body: JSON.parse('{"__proto__":{"polluted":1},"lineItems":[]}') as unknown, value: { lineItems: [] } },
  ])('$name', ({ body, value }) => {
    expect(readCart(body)).toEqual({ ok: true, value });
  });
});

describe('bodies that do not fit', () => {
  it.each([
    { name: 'nothing', body: undefined, problems: ['body: is required'] },
    { name: 'a text', body: 'success', problems: ['body: expected object, received string'] },
    { name: 'an array', body: [], problems: ['body: expected object, received array'] },
    { name: 'a missing member', body: {}, problems: ['lineItems: is required'] },
    { name: 'an array that is none', body: { lineItems: {} }, problems: ['lineItems: expected array, received object'] },
    { name: 'empty text for what is required', body: { lineItems: [{ ...line, quantity: '', billingCycle: 'monthly' }] }, problems: ['lineItems[0].quantity: expected number, received string'] },
    { name: 'a null item', body: { lineItems: [null] }, problems: ['lineItems[0]: expected object, received null'] },
    {
      name: 'several members',
      body: { LineItems: [line, { Quantity: '3', BillingCycle: null }] },
      problems: ['lineItems[1].catalogItemId: is required', 'lineItems[1].quantity: expected number, received string', 'lineItems[1].billingCycle: is required'],
    },
    { name: 'a fraction of a licence', body: { lineItems: [{ ...line, quantity: 1.5 }] }, problems: ['lineItems[0].quantity: expected int, received number'] },
    { name: 'a date that is none', body: { lineItems: [{ ...line, customTermEndDate: 'soon' }] }, problems: ['lineItems[0].customTermEndDate: must be a date-time'] },
  ])('$name', ({ body, problems }) => {
    expect(readCart(body)).toEqual({ ok: false, error: { kind: 'InputInvalid', problems } });
  });

  it('names an unknown enumerated value and those that are known', () => {
    expect(readCart({ lineItems: [line, { ...line, billingCycle: 'Weekly' }] })).toEqual({
      ok: false,
      error: { kind: 'EnumValueUnknown', member: 'lineItems[1].billingCycle', value: 'Weekly', allowed: ['monthly', 'annual', 'one_time'] },
    });
  });

  it('lists an unknown enumerated value among other problems', () => {
    expect(readCart({ lineItems: [{ ...line, billingCycle: 'Weekly', quantity: true }] })).toEqual({
      ok: false,
      error: { kind: 'InputInvalid', problems: ['lineItems[0].quantity: expected number, received boolean', 'lineItems[0].billingCycle: expected one of "monthly"|"annual"|"one_time"'] },
    });
  });

  it('lists twenty problems at most', () => {
    const refused = readCart({ lineItems: Array.from({ length: 50 }, () => ({ ...line, quantity: 'x' })) });
    expect(refused).toMatchObject({ ok: false, error: { problems: { length: 20 } } });
  });
});

describe('[SUB-9] in a PATCH', () => {
  const patchSchema = z.object({ friendlyName: z.string().optional(), scheduledNextTermInstructions: z.object({ quantity: z.number() }).nullable().optional() });

  it.each([
    { name: 'an absent member stays absent', body: {}, value: {} },
    { name: 'an explicit null stays a null where it can remove something', body: { ScheduledNextTermInstructions: null }, value: { scheduledNextTermInstructions: null } },
    { name: 'a null counts as absent where there is nothing to remove', body: { FriendlyName: null }, value: {} },
  ])('$name', ({ body, value }) => {
    const read = validate(patchSchema, conformBody(patchSchema, body), 'body');
    expect(read).toStrictEqual({ ok: true, value });
  });
});

describe('forms a schema can take', () => {
  it.each([
    { name: 'default', schema: z.object({ a: z.enum(['x']).default('x') }), body: {}, value: { a: 'x' } },
    { name: 'union, second form', schema: z.object({ a: z.union([z.object({ Count: z.number() }), z.object({ Name: z.enum(['x_y']) })]) }), body: { A: { name: 'XY' } }, value: { a: { Name: 'x_y' } } },
    {
      name: 'discriminated union',
      schema: z.discriminatedUnion('kind', [z.object({ kind: z.literal('one') }), z.object({ kind: z.literal('two'), size: z.number() })]),
      body: { Kind: 'Two', Size: 2 },
      value: { kind: 'two', size: 2 },
    },
    { name: 'record, names as sent', schema: z.object({ map: z.record(z.string(), z.string()) }), body: { Map: { ParentSubscriptionId: 'p' } }, value: { map: { ParentSubscriptionId: 'p' } } },
    { name: 'lazy', schema: z.object({ inner: z.lazy(() => z.object({ a: z.number() })) }), body: { Inner: { A: 1 } }, value: { inner: { a: 1 } } },
    { name: 'nullish', schema: z.object({ a: z.object({ b: z.number() }).nullish() }), body: { A: { B: 1 } }, value: { a: { b: 1 } } },
  ])('$name', ({ schema, body, value }) => {
    expect(validate(schema as z.ZodType, conformBody(schema, body), 'body')).toEqual({ ok: true, value });
  });

  it('reports the problems of the nearest form', () => {
    const schema = z.discriminatedUnion('kind', [z.object({ kind: z.literal('one') }), z.object({ kind: z.literal('two'), size: z.number() })]);
    expect(validate(schema, conformBody(schema, { Kind: 'Two', Size: 'big' }), 'body')).toEqual({ ok: false, error: { kind: 'InputInvalid', problems: ['size: expected number, received string'] } });
  });
});

describe('queries', () => {
  const querySchema = z.object({
    orderId: z.string().optional(),
    includePrice: z.boolean().default(false),
    size: z.number().int().min(0).optional(),
    billingType: z.enum(['one_time', 'monthly']).optional(),
    startDate: wireDaySchema.optional(),
    tag: z.array(z.string()).optional(),
  });
  const read = (query: string) => validate(querySchema, conformQuery(querySchema, new URLSearchParams(query)), 'query');

  it.each([
    { query: '', value: { includePrice: false } },
    { query: 'order_id=9d41', value: { includePrice: false, orderId: '9d41' } },
    { query: 'OrderID=9d41&orderid=other&unknown=1', value: { includePrice: false, orderId: 'other' } },
    { query: 'include_price=True&size=0', value: { includePrice: true, size: 0 } },
    { query: 'billingtype=onetime', value: { includePrice: false, billingType: 'one_time' } },
    { query: 'startDate=11%2F19%2F2026%2000:00:00', value: { includePrice: false, startDate: '2026-11-19' } },
    { query: 'startDate=2026-11-19', value: { includePrice: false, startDate: '2026-11-19' } },
    { query: 'tag=a&tag=b', value: { includePrice: false, tag: ['a', 'b'] } },
    { query: 'size=5&size=6', value: { includePrice: false, size: 5 } },
  ])('?$query', ({ query, value }) => {
    expect(read(query)).toEqual({ ok: true, value });
  });

  it.each([
    { query: 'size=many', problem: 'size: expected number, received string' },
    { query: 'size=', problem: 'size: expected number, received string' },
    { query: 'size=-1', problem: 'size: Too small: expected number to be >=0' },
    { query: 'include_price=yes', problem: 'includePrice: expected boolean, received string' },
    { query: 'startDate=13%2F45%2F2026', problem: 'startDate: must be a date' },
  ])('?$query is refused', ({ query, problem }) => {
    expect(read(query)).toEqual({ ok: false, error: { kind: 'InputInvalid', problems: [problem] } });
  });
});

describe('ids', () => {
  it.each([
    { text: 'C3F1A2D4-5B60-4C8E-8A11-0D9E7B34F520', value: 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520' },
    { text: '{c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520}', value: undefined },
    { text: 'c3f1a2d45b604c8e8a110d9e7b34f520', value: undefined },
    { text: 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520\n', value: undefined },
  ])('guid $text', ({ text, value }) => {
    expect(guidSchema.safeParse(text).data).toBe(value);
  });

  it.each([
    { text: '9d41f0a7b6c2', fits: true },
    { text: 'P:0001:A', fits: true },
    { text: '', fits: false },
    { text: 'a/b', fits: false },
    { text: "a' or 1", fits: false },
    { text: 'x'.repeat(201), fits: false },
  ])('opaque $text: $fits', ({ text, fits }) => {
    expect(opaqueIdSchema.safeParse(text).success).toBe(fits);
  });
});
