const df = require('durable-functions');

df.app.activity('double', { handler: (number) => number * 2 });
df.app.activity('refuse', { handler: (reason) => { throw new Error(reason); } });

df.app.orchestration('chain', function* (context) {
  const first = yield context.df.callActivity('double', context.df.getInput());
  return yield context.df.callActivity('double', first);
});

df.app.orchestration('fanOut', function* (context) {
  const doubled = yield context.df.Task.all(context.df.getInput().map((number) => context.df.callActivity('double', number)));
  return doubled.reduce((sum, number) => sum + number, 0);
});

df.app.orchestration('failing', function* (context) {
  const retry = new df.RetryOptions(60_000, 3);
  yield context.df.callActivityWithRetry('refuse', retry, 'not today');
});
