import { app } from '@azure/functions';

app.http('readItem', {
  methods: ['GET'],
  route: 'items/{id:int}',
  handler: ({ params }) => (params['id'] === '404' ? { status: 404, jsonBody: { error: 'NotFound' } } : { jsonBody: { id: Number(params['id']) } }),
});
