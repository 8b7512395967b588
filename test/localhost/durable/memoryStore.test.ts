import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { storeContract } from './storeContract';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

storeContract('memory', async () => new MemoryStore());
