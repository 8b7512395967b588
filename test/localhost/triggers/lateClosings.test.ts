import { passOverLateClosings } from '../../../src/localhost/triggers/serviceBus/lateClosings';

const said: string[] = [];
const passOver = passOverLateClosings({ log: (level, message) => said.push(`${level} ${message}`) });

const timedOut = (message: string): Error => Object.assign(new Error(message), { name: 'OperationTimeoutError' });

beforeEach(() => said.splice(0));

test('a link that the bus did not close in time is told of, and ends nothing', () => {
  passOver(timedOut("Unable to close the receiver 'r-1' on amqp session '2' due to operation timeout."));
  expect(said).toEqual([expect.stringContaining("warning Service Bus: ") as string]);
  expect(said[0]).toContain("Unable to close the receiver 'r-1'");
});

test.each([timedOut('Unable to open the amqp connection "c" due to operation timeout.'), new Error('Unable to close the shop'), 'a string'])('%s ends the process as it would without', (error) => {
  let thrown: unknown;
  try {
    passOver(error);
  } catch (caught) {
    thrown = caught;
  }
  expect(thrown).toBe(error);
  expect(said).toEqual([]);
});
