const df = require('durable-functions');

const HOUR_MS = 3_600_000;
let asked = 0;

df.app.activity('isDone', { handler: () => (asked += 1) >= 4 });

/** Asks every hour until it is done, a new history each time. */
df.app.orchestration('monitor', function* (context) {
  if (yield context.df.callActivity('isDone')) return context.df.currentUtcDateTime.toISOString().slice(0, 13);
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + HOUR_MS));
  context.df.continueAsNew();
});
