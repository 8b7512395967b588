const { app } = require('@azure/functions');

app.get('divide', (request, context) => {
  const by = Number(request.query.get('by'));
  context.log(`divides by ${by}, the secret number`);
  if (by === 0) throw new Error('nothing can be divided by 0');
  return { jsonBody: 12 / by };
});
