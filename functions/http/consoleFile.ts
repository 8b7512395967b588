import { z } from 'zod';
import { consoleFile } from '../../src/adapters/http/console/consoleFile';
import { publicRoute } from '../../src/adapters/http/route';
import { failure, success } from '../../src/kernel/result';

/** What the console's page loads. A file never changes under its name. */
publicRoute({
  name: 'consoleFile',
  method: 'GET',
  path: '/console/{file}',
  params: { file: z.string().max(100) },
  handle: async ({ params, context }) => {
    const file = await consoleFile(params.file, context.acceptEncoding ?? '');
    if (file === undefined) return failure({ kind: 'ResourceNotFound' });
    return success({
      status: 200,
      body: file.content,
      headers: { 'Content-Type': file.type, 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding', ...(file.coding !== undefined && { 'Content-Encoding': file.coding }) },
    });
  },
});
