import { withoutSecrets } from '../../../src/adapters/log/withoutSecrets';

test.each([
  ['a token', 'got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl here', 'got (token) here'],
  ['a header', 'Authorization: Bearer abcdefgh12345678', 'Authorization: Bearer (secret)'],
  ['the key of a connection string', 'AccountName=a;AccountKey=c2VjcmV0==;EndpointSuffix=x', 'AccountName=a;AccountKey=(secret);EndpointSuffix=x'],
  ['the key of a namespace', 'SharedAccessKeyName=n;SharedAccessKey=c2VjcmV0=', 'SharedAccessKeyName=n;SharedAccessKey=(secret)'],
  ['a signed address', 'GET https://a.blob.core.windows.net/c/f.gz?sv=2024&sig=abc%3D failed', 'GET https://a.blob.core.windows.net/c/f.gz?(query) failed'],
  ['an address with a query', 'to https://hooks.example/one?token=t0p&x=1', 'to https://hooks.example/one?(query)'],
  ['a password in an address', 'smtps://user:p%40ss@mail.example:465 refused', 'smtps://(user)@mail.example:465 refused'],
  ['a secret of a webhook', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', '(secret)'],
  ['a mail address', '550 5.1.1 <anna.de-vries+x@zonnebloem.example>: no such user', '550 5.1.1 <(mail address)>: no such user'],
])('%s does not reach the log', (_, text, cleared) => {
  expect(withoutSecrets(text)).toBe(cleared);
});

test('what is no secret stays: ids, paths, versions, facts', () => {
  const text = 'A call failed {"operation":"patchSubscription","request":"5c0c7b5e-3f5a-4f5e-9a55-6a3b3a3d3c01"}: Error: https://hooks.example/one\n    at node_modules/.pnpm/@azure+functions@4.16.5/x.js:1:2';
  expect(withoutSecrets(text)).toBe(text);
});

test('a long text is cleared in time that grows with it, and no faster', () => {
  expect(withoutSecrets('a'.repeat(200_000))).toHaveLength(200_000);
  expect(withoutSecrets('http://'.repeat(20_000)).length).toBeGreaterThan(0);
});
