import { app } from '@azure/functions';
import { serveUnmatched } from '../../src/adapters/http/route';

// The host's own endpoints (admin, runtime) and those of the local runtime stay out of reach.
app.http('zUnmatched', {
  methods: ['GET', 'POST', 'DELETE', 'HEAD', 'PATCH', 'PUT', 'OPTIONS', 'TRACE', 'CONNECT'],
  route: '{*path:regex(^(?!(admin|runtime|local)\\b).*$)}',
  authLevel: 'anonymous',
  handler: serveUnmatched,
});
