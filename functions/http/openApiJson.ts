import { publicRoute } from '../../src/adapters/http/route';
import { success } from '../../src/kernel/result';

/** The API described for machines; made of the routes themselves. */
publicRoute({
  name: 'openApiJson',
  method: 'GET',
  path: '/openapi.json',
  handle: async () => {
    const { servedDocument } = await import('../../src/adapters/http/description/served/servedDocument.js');
    return success({ status: 200, body: servedDocument.json(), headers: { 'Cache-Control': 'public, no-cache', ETag: '"openapi"' } });
  },
});
