const { app } = require('@azure/functions');

app.hook.appStart((context) => {
  context.hookData.startedAt = 'start';
  console.log('appStart');
});

app.hook.appTerminate(() => console.log('appTerminate'));

app.hook.preInvocation((context) => {
  context.hookData.name = context.invocationContext.functionName;
  const { functionHandler } = context;
  context.functionHandler = (...inputs) => (inputs[0].query?.get('closed') === 'yes' ? { status: 503, body: 'closed' } : functionHandler(...inputs));
});

app.hook.postInvocation((context) => {
  if (context.error === null) return;
  context.result = { status: 500, jsonBody: { in: context.hookData.name, error: context.error.message, result: context.result } };
  context.error = null;
});

app.hook.log((context) => {
  context.message = context.message.replaceAll('secret', '***');
});
