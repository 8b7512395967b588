import { type ServiceBusClient } from '@azure/service-bus';
import { bodies, isEmpty, openTarget, receive, type Target } from './target';

let target: Target;
let client: ServiceBusClient;

beforeAll(async () => {
  target = await openTarget();
  client = target.client();
});
afterAll(() => target.stop());

const take = async (subscription: string, count: number) => {
  const receiver = client.createReceiver('filtered', subscription, { receiveMode: 'receiveAndDelete' });
  const messages = await receive(receiver, count);
  expect(await isEmpty(receiver)).toBe(true);
  await receiver.close();
  return messages;
};

test('a subscription gets what its rules let through, changed as they say', async () => {
  await client.createSender('filtered').sendMessages([
    { body: 'gold', subject: 'order', applicationProperties: { tier: 'gold', amount: 5, region: 'eu' } },
    { body: 'other case', subject: 'Order', applicationProperties: { tier: 'gold' } },
    { body: 'large', subject: 'order', applicationProperties: { tier: 'blue', amount: 500, region: 'eu', secret: 's' } },
    { body: 'elsewhere', applicationProperties: { amount: 500, region: 'us' } },
  ]);
  expect(bodies(await take('all', 4))).toEqual(['gold', 'other case', 'large', 'elsewhere']);
  expect(bodies(await take('gold', 1))).toEqual(['gold']);
  const [large] = await take('large', 1);
  expect(large).toMatchObject({ body: 'large', applicationProperties: { tier: 'blue', amount: 500, region: 'eu', size: 'large', RuleName: 'large' } });
  expect(large?.applicationProperties).not.toHaveProperty('secret');
  await take('managed', 4);
});

test('rules are added, listed and removed', async () => {
  const rules = client.createRuleManager('filtered', 'managed');
  const listed = async () => {
    const found = [];
    for await (const rule of rules.listRules()) found.push(rule);
    return found;
  };
  expect(await listed()).toMatchObject([{ name: '$Default', filter: { sqlExpression: '1=1' } }]);
  await rules.deleteRule('$Default');
  await rules.createRule('cheap', { sqlExpression: 'price < 10' }, { sqlExpression: "SET sys.Label = 'cheap'" });
  await rules.createRule('mine', { subject: 'mine', applicationProperties: { owner: 'me' } });
  expect(await listed()).toMatchObject([
    { name: 'cheap', filter: { sqlExpression: 'price < 10' }, action: { sqlExpression: "SET sys.Label = 'cheap'" } },
    { name: 'mine', filter: { subject: 'mine', applicationProperties: { owner: 'me' } } },
  ]);
  await expect(rules.createRule('cheap', { sqlExpression: '1=1' })).rejects.toMatchObject({ code: 'MessagingEntityAlreadyExists' });
  await expect(rules.createRule('broken', { sqlExpression: 'price <' })).rejects.toThrow(/price/);
  await expect(rules.deleteRule('nobody')).rejects.toMatchObject({ code: 'MessagingEntityNotFound' });
  await client.createSender('filtered').sendMessages([{ body: 1, applicationProperties: { price: 5 } }, { body: 2, applicationProperties: { price: 50 } }, { body: 3, subject: 'mine', applicationProperties: { owner: 'me' } }]);
  const messages = await take('managed', 2);
  expect(messages.map(({ body, subject }) => [body as unknown, subject])).toEqual([[1, 'cheap'], [3, 'mine']]);
  for (const name of ['cheap', 'mine']) await rules.deleteRule(name);
  await rules.createRule('$Default', { sqlExpression: '1=1' });
  await take('all', 3);
});
