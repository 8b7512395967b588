import { MemoryExportFiles } from '../../src/adapters/memory/memoryExportFiles';
import { exportFilesContract } from '../support/exportFilesContract';

exportFilesContract('memory', async () => {
  const files = new MemoryExportFiles();
  return {
    files,
    read: async (exportId, name) => {
      const found = files.read(exportId, name);
      return found && Buffer.from(found).toString('utf8');
    },
  };
});
