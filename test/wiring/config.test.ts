import sample from '../../local.settings.sample.json';
import { openTables } from '../../src/adapters/tables/openTables';
import { checkSettings, readConfig } from '../../src/wiring/config';
import { testEnvironment } from '../support/worldConfig';

const problemsOf = (changed: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const checked = checkSettings({ ...testEnvironment, ...changed });
  return checked.ok ? [] : checked.problems.map(({ setting, problem }) => `${setting} ${problem}`);
};

const key = 'AccountKey=c2VjcmV0';

test('the sample settings are good', () => {
  expect(checkSettings(sample.Values)).toMatchObject({ ok: true, config: { tokenAudiences: ['https://api.partnercenter.microsoft.com'] } });
});

test('everything that is missing or wrong is named at once, and no value is shown', () => {
  const wrong = {
    NEXTTERM_STORAGE: 'secret-storage',
    NEXTTERM_DIRECT_STORAGE: 'secret',
    NEXTTERM_TOKEN_ISSUER: 'http://secret.example/{tenantId}',
    NEXTTERM_TOKEN_AUDIENCE: '',
    NEXTTERM_JWKS_URI: 'secret',
    NEXTTERM_PATCH: 'secret',
    NEXTTERM_ROUNDING: 'secret',
    NEXTTERM_EXTENDED_SERVICE_TERM: 'secret',
    NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: 'secret',
    NEXTTERM_OVERAGE_SETUP: 'secret',
    NEXTTERM_INVOICE_DAY: 'secret',
    NEXTTERM_TAX_PERCENT: 'secret',
    NEXTTERM_INVOICE_ISSUER: 'secret;',
  };
  const checked = checkSettings(wrong);
  expect(checked.ok || checked.problems.map(({ setting }) => setting)).toEqual([...Object.keys(wrong).slice(0, 5), 'NEXTTERM_OPERATOR_TENANT', ...Object.keys(wrong).slice(5)]);
  expect(JSON.stringify(checked)).not.toContain('secret');
  expect(() => readConfig(wrong)).toThrow(/^Settings are missing or wrong \(see local\.settings\.sample\.json\):\n {2}NEXTTERM_STORAGE: must be [^\n]*\n(.*\n)*.* {2}NEXTTERM_OPERATOR_TENANT: is missing\n/);
});

describe('addresses of the issuer: https outside this machine, and the tenant where it belongs', () => {
  const [issuer, keys] = ['NEXTTERM_TOKEN_ISSUER', 'NEXTTERM_JWKS_URI'];
  const insecure = 'must be an https address; http is for this machine only';

  test.each([
    [issuer, 'https://login.example/{tenantId}/v2.0'],
    [issuer, 'https://{tenantId}.login.example/'],
    [issuer, 'http://127.0.0.1:7071/{tenantId}/v2.0'],
    [issuer, 'http://localhost/{tenantId}'],
    [issuer, 'http://[::1]:80/{tenantId}'],
    [keys, 'https://login.example/common/keys'],
    [keys, 'http://127.0.0.1:7071/{tenantId}/keys'],
  ])('%s takes %s', (setting, value) => {
    expect(problemsOf({ [setting]: value })).toEqual([]);
  });

  test.each([
    [issuer, 'https://login.example/v2.0', 'must say {tenantId} where the tenant stands'],
    [issuer, 'https://login.example/{tenantid}/v2.0', insecure],
    [issuer, 'http://login.example/{tenantId}/v2.0', insecure],
    [issuer, 'http://127.0.0.1.example/{tenantId}', insecure],
    [issuer, 'login.example/{tenantId}', insecure],
    [issuer, 'ftp://127.0.0.1/{tenantId}', insecure],
    [issuer, 'https://me:pass@login.example/{tenantId}', insecure],
    [keys, 'http://login.example/{tenantId}/keys', insecure],
    [keys, 'file:///etc/keys', insecure],
    [keys, ' ', 'is empty'],
  ])('%s refuses %s', (setting, value, problem) => {
    expect(problemsOf({ [setting]: value })[0]).toBe(`${setting} ${problem}`);
  });
});

test.each([
  ['a', ['a']],
  [' a , b ', ['a', 'b']],
])('the audiences "%s"', (value, tokenAudiences) => {
  expect(checkSettings({ ...testEnvironment, NEXTTERM_TOKEN_AUDIENCE: value })).toMatchObject({ ok: true, config: { tokenAudiences } });
});

test.each([
  ['', 'is empty'],
  [' ', 'is empty'],
  [',', 'names an empty audience'],
  ['a,', 'names an empty audience'],
  ['a,,b', 'names an empty audience'],
  [undefined, 'is missing'],
])('the audiences "%s" are refused', (value, problem) => {
  expect(problemsOf({ NEXTTERM_TOKEN_AUDIENCE: value })).toEqual([`NEXTTERM_TOKEN_AUDIENCE ${problem}`]);
});

describe('storage', () => {
  const taken = [
    'UseDevelopmentStorage=true',
    'https://account.table.core.windows.net',
    `DefaultEndpointsProtocol=https;AccountName=account;${key};EndpointSuffix=core.windows.net`,
    `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;${key};TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;`,
    'TableEndpoint=https://account.table.core.windows.net;SharedAccessSignature=sv=2024&sig=x%3D',
  ];

  test.each(taken)('takes %s', (value) => {
    expect(problemsOf({ NEXTTERM_STORAGE: value, NEXTTERM_EXPORT_STORAGE: 'https://account.blob.core.windows.net' })).toEqual([]);
  });

  test.each([
    [taken[0], true],
    [taken[1], true],
    [taken[2], true],
    [`${taken[3]}BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;`, true],
    // Its tables alone.
    ['https://tables.example', false],
    ['https://account.table.cosmos.azure.com', false],
    [taken[3], false],
    [taken[4], false],
    [`BlobEndpoint=https://account.blob.core.windows.net;${taken[4]}`, false],
  ])('%s is where exports are, too, if nothing else is said, where links can be signed with it: %s', (value, isToo) => {
    const problem = 'NEXTTERM_EXPORT_STORAGE is empty, and NEXTTERM_STORAGE leads to no blobs with a key: links to the files of exports are signed with one, so it must say where they are';
    expect(problemsOf({ NEXTTERM_STORAGE: value })).toEqual(isToo ? [] : [problem]);
    expect(problemsOf({ NEXTTERM_STORAGE: value, NEXTTERM_ROUNDING: 'up' })).toHaveLength(isToo ? 1 : 2);
  });

  test.each(taken.filter((value) => !value.startsWith('https:')))('the storage library opens %s', (connectionString) => {
    expect(() => openTables({ connectionString }).store('Commerce')).not.toThrow();
  });

  test.each([
    'memory',
    'http://account.table.core.windows.net',
    'http://127.0.0.1:10002/devstoreaccount1',
    'https://account.table.core.windows.net?sv=2024&sig=x',
    `DefaultEndpointsProtocol=http;AccountName=account;${key}`,
    `AccountName=account;${key};TableEndpoint=http://account.table.core.windows.net`,
    `${key};TableEndpoint=https://account.table.core.windows.net`,
    'AccountName=account',
    // What the storage library asks for beside the account and its key.
    `AccountName=account;${key}`,
    `AccountName=account;${key};TableEndpoint=https://account.table.core.windows.net`,
    `DefaultEndpointsProtocol=https;AccountName=account;${key}`,
    `DefaultEndpointsProtocol = https;AccountName=account;${key};EndpointSuffix=core.windows.net`,
    'AccountName=account;SharedAccessSignature=sv=2024&sig=x',
    'AccountName=;AccountKey=',
    'UseDevelopmentStorage=false',
  ])('refuses %s', (value) => {
    expect(problemsOf({ NEXTTERM_STORAGE: value })).toEqual(['NEXTTERM_STORAGE must be the connection string of a storage account, or the https address of its tables; http is for this machine only']);
  });
});

test.each([
  ['NEXTTERM_PATCH', 'must be keep or replace'],
  ['NEXTTERM_ROUNDING', 'must be LINE_DOWN or UNIT_DOWN'],
  ['NEXTTERM_DIRECT_STORAGE', 'must be off or on'],
  ['NEXTTERM_EXTENDED_SERVICE_TERM', 'must be off or on'],
  ['NEXTTERM_OVERAGE_SETUP', 'must be onPurchase or explicit'],
  ['NEXTTERM_INVOICE_DAY', 'must be a day of the month from 2 to 28'],
  ['NEXTTERM_TAX_PERCENT', 'must name countries with a percentage each, NL=21,SE=25 say, or be empty'],
])('%s tells what it may be', (setting, problem) => {
  expect(problemsOf({ [setting]: 'other' })).toEqual([`${setting} ${problem}`]);
});

test.each([
  ['1', false],
  ['2', true],
  ['28', true],
  ['29', false],
  ['', false],
])('[BIL-2] a month is invoiced on day "%s": %s', (day, isFine) => {
  expect(problemsOf({ NEXTTERM_INVOICE_DAY: day })).toHaveLength(isFine ? 0 : 1);
});

test.each([
  ['', true],
  ['NL=21', true],
  ['NL=21,SE=25,CH=8.1', true],
  ['NL=21,NL=9', false],
  ['nl=21', false],
  ['NL=121', false],
  ['NL=-1', false],
  ['NL=21,', false],
])('[BIL-2] tax of "%s": %s', (tax, isFine) => {
  expect(problemsOf({ NEXTTERM_TAX_PERCENT: tax })).toHaveLength(isFine ? 0 : 1);
});

test.each([
  ['', true],
  ['NextTerm AB', true],
  ['a;b;c;d;e;f;g', true],
  ['a;b;c;d;e;f;g;h', false],
  ['NextTerm AB;;Stockholm', false],
  ['x'.repeat(80), true],
  ['x'.repeat(81), false],
])('[BIL-2] who issues invoices, "%s": %s', (issuer, isFine) => {
  expect(problemsOf({ NEXTTERM_INVOICE_ISSUER: issuer })).toHaveLength(isFine ? 0 : 1);
});

test.each([
  ['on', true],
  ['off', false],
  [undefined, true],
])('requests to storage are sent without the SDK first: %s', (value, directStorage) => {
  expect(checkSettings({ ...testEnvironment, NEXTTERM_DIRECT_STORAGE: value })).toMatchObject({ ok: true, config: { directStorage } });
});

const mail = { NEXTTERM_MAIL: 'smtps://someone%40x:p%7Cw@mail.example', NEXTTERM_MAIL_FROM: 'no-reply@mail.example' };

describe('mail', () => {
  test.each([
    { changed: {}, config: { mailDays: 30 } },
    { changed: mail, config: { mail: { server: mail.NEXTTERM_MAIL, address: mail.NEXTTERM_MAIL_FROM } } },
    { changed: { ...mail, NEXTTERM_MAIL: 'smtp://127.0.0.1:1025', NEXTTERM_MAIL_DAYS: '4' }, config: { mail: { server: 'smtp://127.0.0.1:1025' }, mailDays: 4 } },
    { changed: { ...mail, NEXTTERM_MAIL: 'file:///data/mail', NEXTTERM_MAIL_DAYS: '365' }, config: { mail: { server: 'file:///data/mail' }, mailDays: 365 } },
  ])('$changed', ({ changed, config }) => {
    expect(checkSettings({ ...testEnvironment, ...changed })).toMatchObject({ ok: true, config });
  });

  test.each(['mail.example', 'https://mail.example', 'smtps://', 'smtps://someone@mail.example', 'smtps://a:b@mail.example/x', 'smtps://mail.example?pool=true', 'file:///', 'file://host/mail'])('is not sent to %s', (NEXTTERM_MAIL) => {
    expect(problemsOf({ ...mail, NEXTTERM_MAIL })).toEqual(['NEXTTERM_MAIL must be the smtps or smtp address of a mail server, the file address of a folder, or empty']);
  });

  test.each(['3', '366', 'x', ''])('is not kept for %s days', (NEXTTERM_MAIL_DAYS) => {
    expect(problemsOf({ NEXTTERM_MAIL_DAYS })).toEqual(['NEXTTERM_MAIL_DAYS must be a whole number from 4 to 365']);
  });

  test('needs an address that it is sent from, which is said with all else that is wrong', () => {
    expect(problemsOf({ ...mail, NEXTTERM_MAIL_FROM: '', NEXTTERM_INVOICE_DAY: '1' })).toEqual(['NEXTTERM_INVOICE_DAY must be a day of the month from 2 to 28', 'NEXTTERM_MAIL_FROM is empty, and NEXTTERM_MAIL is not']);
    expect(problemsOf({ ...mail, NEXTTERM_MAIL_FROM: 'secret' })).toEqual(['NEXTTERM_MAIL_FROM must be a mail address, or empty']);
  });
});

describe('[REQ-3] origins of pages that may read answers', () => {
  test.each([
    ['', []],
    ['loopback', ['loopback']],
    ['https://portal.example/ , http://localhost:5173', ['https://portal.example', 'http://localhost:5173']],
  ])('"%s" is taken', (value, allowedOrigins) => {
    expect(checkSettings({ ...testEnvironment, NEXTTERM_ALLOWED_ORIGINS: value })).toMatchObject({ ok: true, config: { allowedOrigins } });
  });

  test.each(['*', 'null', 'http://portal.example', 'https://portal.example/app', 'https://*.portal.example', 'portal.example', 'https://portal.example,', 'https://me:pass@portal.example'])('"%s" is refused', (value) => {
    expect(problemsOf({ NEXTTERM_ALLOWED_ORIGINS: value })).toEqual(['NEXTTERM_ALLOWED_ORIGINS must be https origins (https://portal.example) separated by commas, loopback, or empty; http is for this machine only, and no asterisk is taken']);
  });
});

test.each([
  ['', 'off'],
  ['off', 'off'],
  ['published', 'published'],
  ['tenant=3000,caller=1000,customer=500', { tenant: 3000, caller: 1000, customer: 500 }],
  ['customer=10', { customer: 10 }],
  ['caller=999999,tenant=10', { caller: 999999, tenant: 10 }],
])('how often may be called: "%s"', (value, throttling) => {
  expect(checkSettings({ ...testEnvironment, NEXTTERM_THROTTLING: value })).toMatchObject({ ok: true, config: { throttling } });
});

test.each([
  ['on', 'must be off, published, or calls a minute from 10 to 999999, tenant=3000,caller=1000,customer=500 say, any of the three'],
  ['tenant=9', 'must be off, published, or calls a minute from 10 to 999999, tenant=3000,caller=1000,customer=500 say, any of the three'],
  ['tenant=1000000', 'must be off, published, or calls a minute from 10 to 999999, tenant=3000,caller=1000,customer=500 say, any of the three'],
  ['tenant=10,', 'must be off, published, or calls a minute from 10 to 999999, tenant=3000,caller=1000,customer=500 say, any of the three'],
  ['tenant=10,tenant=20', 'names a limit twice'],
])('how often may be called is not taken as "%s"', (value, problem) => {
  expect(problemsOf({ NEXTTERM_THROTTLING: value })).toEqual([`NEXTTERM_THROTTLING ${problem}`]);
});

test('how often may be called where nobody has said: as often as one likes', () => {
  expect(checkSettings(testEnvironment)).toMatchObject({ ok: true, config: { throttling: 'off' } });
});

describe('[REQ-9] whom to tell of a weakness', () => {
  test.each([
    ['', []],
    ['mailto:security@havn.example', ['mailto:security@havn.example']],
    [' https://havn.example/report , mailto:security@havn.example ', ['https://havn.example/report', 'mailto:security@havn.example']],
  ])('%s', (NEXTTERM_SECURITY_CONTACT, securityContacts) => {
    expect(checkSettings({ ...testEnvironment, NEXTTERM_SECURITY_CONTACT })).toMatchObject({ ok: true, config: { securityContacts } });
  });

  test.each(['security@havn.example', 'mailto:', 'http://havn.example', 'http://127.0.0.1/x', 'mailto:a@b.example,', 'https://havn.example/\nExpires: never', 'tel:+31'])('is nobody under %s', (NEXTTERM_SECURITY_CONTACT) => {
    expect(problemsOf({ NEXTTERM_SECURITY_CONTACT })).toEqual(['NEXTTERM_SECURITY_CONTACT must be mailto: and https: addresses separated by commas, or empty']);
  });
});

describe('NEXTTERM_STORAGE_SHARDS', () => {
  test.each([
    ['https://main.table.core.windows.net', 'east=https://east.table.core.windows.net,west=https://MAIN.table.core.windows.net/'],
    ['UseDevelopmentStorage=true', 'east=UseDevelopmentStorage=true;'],
  ])('does not name the account of NEXTTERM_STORAGE again: %s', (main, shards) => {
    expect(problemsOf({ NEXTTERM_STORAGE: main, NEXTTERM_STORAGE_SHARDS: shards })).toEqual(['NEXTTERM_STORAGE_SHARDS names the account of NEXTTERM_STORAGE, which is there already']);
  });

  const key = 'AccountKey=a2V5;DefaultEndpointsProtocol=https;EndpointSuffix=core.windows.net';
  test.each<{ value: string; shards: readonly { readonly name: string; readonly account: string }[] }>([
    { value: '', shards: [] },
    { value: 'east=https://east.table.core.windows.net', shards: [{ name: 'east', account: 'https://east.table.core.windows.net' }] },
    { value: ` s1=https://a.table.core.windows.net , s2=AccountName=b;${key} ,`, shards: [{ name: 's1', account: 'https://a.table.core.windows.net' }, { name: 's2', account: `AccountName=b;${key}` }] },
  ])('$value', ({ value, shards }) => {
    expect(checkSettings({ ...testEnvironment, NEXTTERM_STORAGE_SHARDS: value })).toMatchObject({ ok: true, config: { storageShards: shards } });
  });

  test.each([
    ['east', 'must be storage accounts'],
    ['https://east.table.core.windows.net', 'must be storage accounts'],
    ['main=https://east.table.core.windows.net', 'must be storage accounts'],
    ['East=https://east.table.core.windows.net', 'must be storage accounts'],
    ['east=http://east.table.core.windows.net', 'must be storage accounts'],
    ['east=https://a.table.core.windows.net,east=https://b.table.core.windows.net', 'names an account twice'],
    ['east=https://a.table.core.windows.net,west=https://a.table.core.windows.net', 'names an account twice'],
    [Array.from({ length: 64 }, (_, nth) => `s${nth}=https://a${nth}.table.core.windows.net`).join(), 'names more than 63 accounts'],
  ])('%s is refused', (value, says) => {
    expect(problemsOf({ NEXTTERM_STORAGE_SHARDS: value })).toEqual([expect.stringContaining(`NEXTTERM_STORAGE_SHARDS ${says}`)]);
  });
});
