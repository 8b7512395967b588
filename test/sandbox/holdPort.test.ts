import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { holdPort, type HeldPort } from '../../src/sandbox/holdPort';

let other = createServer();
let held: HeldPort | undefined;
afterEach(async () => {
  other.close();
  await held?.release();
});

test('a port in use is said; once free it is taken', async () => {
  other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(holdPort(port)).rejects.toThrow(`Port ${port} is in use by another program, perhaps another NextTerm. Stop it, or choose another port with --port.`);
  other.close();
  await once(other, 'close');
  held = await holdPort(port);
  expect(held.port).toBe(port);
});

test('a free port is kept from everybody else until it is released', async () => {
  held = await holdPort(0);
  await expect(holdPort(held.port)).rejects.toThrow('is in use by another program');
  await held.release();
  other = createServer().listen(held.port, '127.0.0.1');
  await once(other, 'listening');
  await held.release();
  expect((other.address() as AddressInfo).port).toBe(held.port);
});
