import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

test.each([
  { number: '1e400', status: 400 },
  { number: `-1${'0'.repeat(400)}`, status: 400 },
  { number: `${'9'.repeat(250)}e+60`, status: 400 },
  { number: '1e308', status: 200 },
])('a number that no double holds is refused wherever it stands, and nothing stored: $status', async ({ number, status }) => {
  const world = await World.at('2026-03-02T10:00:00.000Z');
  const before = await world.dump();
  const line = `{"reportId":"c1","service":"PhoneServices","userId":"ida@oresundfoods.example","date":"2026-03-02","quantity":${number}}`;
  const reply = await httpOver(world)(`/nextterm/v1/customers/${world.customer('Oresund')}/usage`, { method: 'POST', body: `{"reports":[${line}]}` });
  expect([reply.status, status === 200 ? undefined : (reply.body as { code: number }).code, await world.dump()]).toEqual([status, status === 200 ? undefined : 800002, before]);
});
