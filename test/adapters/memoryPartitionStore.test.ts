import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { storeContract } from '../support/storeContract';

storeContract('memory', async () => new MemoryPartitionStore());
