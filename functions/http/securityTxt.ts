import { publicRoute } from '../../src/adapters/http/route';
import { securityTxt } from '../../src/adapters/http/securityTxt';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';

/** Where whoever finds a weakness looks first (RFC 9116); nothing is there while nobody is named. */
publicRoute({
  name: 'securityTxt',
  method: 'GET',
  path: '/.well-known/security.txt',
  handle: async () => {
    const { securityContacts, webhook, clock } = await theApp();
    if (securityContacts.length === 0) return failure({ kind: 'ResourceNotFound' });
    return success({ status: 200, body: securityTxt(securityContacts, webhook.webhookSettings.publicUrl, clock.now()), headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=86400' } });
  },
});
