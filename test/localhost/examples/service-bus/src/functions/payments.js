const { app, output } = require('@azure/functions');

const payments = output.serviceBusQueue({ queueName: 'payments', connection: 'Bus' });
const paid = output.serviceBusTopic({ topicName: 'paid', connection: 'Bus' });
const ledger = [];

app.post('pay', {
  extraOutputs: [payments],
  handler: async (request, context) => {
    context.extraOutputs.set(payments, await request.json());
    return { status: 202 };
  },
});

app.serviceBusQueue('takePayment', {
  queueName: 'payments',
  connection: 'Bus',
  return: paid,
  handler: ({ amount }, context) => {
    if (amount < 0 && context.triggerMetadata.deliveryCount < 2) throw new Error('negative, the first time');
    return { amount, delivery: context.triggerMetadata.deliveryCount };
  },
});

app.serviceBusTopic('keepLedger', { topicName: 'paid', subscriptionName: 'ledger', connection: 'Bus', handler: (message) => void ledger.push(message) });

app.get('ledger', () => ({ jsonBody: ledger }));
