import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { entityContract } from './entityContract';
import { storeContract } from './storeContract';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

storeContract('memory', async () => new MemoryStore());
entityContract('memory', async () => new MemoryStore());
