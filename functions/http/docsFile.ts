import { z } from 'zod';
import { browsedFile } from '../../src/adapters/http/description/served/browsedPage';
import { publicRoute } from '../../src/adapters/http/route';
import { failure, success } from '../../src/kernel/result';

/** What the page at /docs is made of. */
publicRoute({
  name: 'docsFile',
  method: 'GET',
  path: '/docs/{file}',
  params: { file: z.string().max(100) },
  handle: async ({ params }) => {
    const file = browsedFile(params.file);
    if (file === undefined) return failure({ kind: 'ResourceNotFound' });
    return success({ status: 200, body: file.content, headers: { 'Content-Type': file.type, 'Cache-Control': 'public, max-age=3600', ETag: '"docs"' } });
  },
});
