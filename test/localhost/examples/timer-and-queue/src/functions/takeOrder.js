const { app, output } = require('@azure/functions');

const done = output.storageQueue({ queueName: 'done', connection: 'AzureWebJobsStorage' });
const told = [];

app.storageQueue('takeOrder', {
  queueName: 'orders',
  connection: 'AzureWebJobsStorage',
  extraOutputs: [done],
  handler: ({ what }, context) => {
    context.extraOutputs.set(done, { what, dequeued: context.triggerMetadata.dequeueCount });
  },
});

app.storageQueue('tell', { queueName: 'done', connection: 'AzureWebJobsStorage', handler: (message) => void told.push(message) });

app.get('told', () => ({ jsonBody: told }));
