const { app } = require('@azure/functions');
const df = require('durable-functions');

app.http('startOrchestration', {
  methods: ['POST'],
  route: 'orchestrations/{name}/{id}',
  extraInputs: [df.input.durableClient()],
  handler: async (request, context) => {
    const client = df.getClient(context);
    const { name, id } = request.params;
    const text = await request.text();
    await client.startNew(name, { instanceId: id, input: text === '' ? undefined : JSON.parse(text) });
    return client.createCheckStatusResponse(request, id);
  },
});
