const { app, input, output } = require('@azure/functions');

const connection = 'AzureWebJobsStorage';
const upload = output.storageBlob({ path: 'texts/{name}.txt', connection });
const text = input.storageBlob({ path: 'texts/{name}.txt', connection, dataType: 'string' });
const counted = output.table({ tableName: 'Counted', connection });
const count = input.table({ tableName: 'Counted', partitionKey: 'texts', rowKey: '{name}', connection });

app.put('keepText', {
  route: 'texts/{name}',
  extraOutputs: [upload, counted],
  handler: async (request, context) => {
    const content = await request.text();
    context.extraOutputs.set(upload, content);
    context.extraOutputs.set(counted, { PartitionKey: 'texts', RowKey: request.params.name, words: content.split(' ').length });
    return { status: 201 };
  },
});

app.get('readText', {
  route: 'texts/{name}',
  extraInputs: [text, count],
  handler: (request, context) => {
    const found = context.extraInputs.get(text);
    return found === undefined || found === null ? { status: 404 } : { jsonBody: { text: found, words: context.extraInputs.get(count).words } };
  },
});
