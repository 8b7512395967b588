import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { choosePort } from '../../src/sandbox/choosePort';

let other = createServer();
afterEach(() => {
  other.close();
});

test('a port in use is said; once free it is taken; 0 takes a free one', async () => {
  other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(choosePort(port)).rejects.toThrow(`Port ${port} is in use by another program, perhaps another NextTerm. Stop it, or choose another port with --port.`);
  const free = await choosePort(0);
  expect(free).toBeGreaterThan(0);
  expect(free).not.toBe(port);
  other.close();
  await once(other, 'close');
  expect(await choosePort(port)).toBe(port);
});
