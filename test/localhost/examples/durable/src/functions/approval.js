const df = require('durable-functions');

const DAY_MS = 86_400_000;

df.app.orchestration('approval', function* (context) {
  const deadline = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 3 * DAY_MS));
  const answer = context.df.waitForExternalEvent('answer');
  const winner = yield context.df.Task.any([answer, deadline]);
  if (winner === deadline) return 'escalated';
  deadline.cancel();
  return answer.result;
});
