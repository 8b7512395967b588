const { app, output } = require('@azure/functions');

const orders = output.storageQueue({ queueName: 'orders', connection: 'AzureWebJobsStorage' });

app.timer('everyMorning', {
  schedule: '%SCHEDULE%',
  return: orders,
  handler: (timer) => [{ what: 'bread', late: timer.isPastDue }, { what: 'milk', late: timer.isPastDue }],
});
