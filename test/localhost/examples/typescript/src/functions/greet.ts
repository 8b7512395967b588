import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';

export async function greet(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const name = request.query.get('name') ?? ((await request.text()) || 'world');
  context.log(`Greets ${name.length} letters`);
  return { body: `Hello, ${name}!` };
}

app.http('greet', { methods: ['GET', 'POST'], authLevel: 'anonymous', handler: greet });
