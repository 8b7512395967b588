import { publicRoute } from '../../src/adapters/http/route';
import { success } from '../../src/kernel/result';

/** The same in YAML. */
publicRoute({
  name: 'openApiYaml',
  method: 'GET',
  path: '/openapi.yaml',
  handle: async () => {
    const { servedDocument } = await import('../../src/adapters/http/description/served/servedDocument.js');
    return success({ status: 200, body: await servedDocument.yaml(), headers: { 'Content-Type': 'application/yaml; charset=utf-8', 'Cache-Control': 'public, no-cache', ETag: '"openapi"' } });
  },
});
