const df = require('durable-functions');

df.app.entity('counter', (context) => {
  const value = context.df.getState(() => 0);
  if (context.df.operationName === 'add') context.df.setState(value + context.df.getInput());
  context.df.return(context.df.getState(() => 0));
});

df.app.orchestration('count', function* (context) {
  const counter = new df.EntityId('counter', 'visits');
  yield context.df.callEntity(counter, 'add', 2);
  return yield context.df.callEntity(counter, 'add', 3);
});
