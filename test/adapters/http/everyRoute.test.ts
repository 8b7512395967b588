import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from '@azure/functions';
import { routes } from '../../../src/adapters/http/route';
import { SIGN_IN_WORDS } from '../../../src/sandbox/tokens/wrongPlace';

const folder = join(__dirname, '../../../functions/http');
const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));

// With one file that fails to load the Azure host has no function at all.
describe('every file in functions/http', () => {
  const registered: string[] = [];

  beforeAll(() => {
    const register = jest.spyOn(app, 'http').mockImplementation((name) => registered.push(name));
    for (const file of files) jest.requireActual<object>(join(folder, file));
    register.mockRestore();
  });

  it('loads and registers the function it is named after', () => {
    expect(registered.toSorted()).toEqual(files.toSorted());
  });

  it('[PAR-2] names a permission, except those written down here', () => {
    const open = routes().filter(({ access }) => access === 'public');
    expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /console', 'GET /console/config.json', 'GET /console/{file}', 'GET /docs', 'GET /docs/{file}', 'GET /nextterm/v1/webhookcertificate', 'GET /nextterm/v1/health', 'GET /nextterm/v1/health/live', 'GET /nextterm/v1/health/ready', 'GET /openapi.json', 'GET /openapi.yaml', 'GET /', 'GET /.well-known/security.txt']);
  });

  it('has no word in its path by which the local runtime takes it for a way to sign in, but for one that it knows', () => {
    const literals = routes().filter(({ name }) => name !== 'securityTxt').flatMap(({ path }) => path.toLowerCase().split('/'));
    expect(literals.filter((segment) => SIGN_IN_WORDS.has(segment))).toEqual([]);
  });

  it('hangs under /v1, /v1.0/sales, /v1.0/reports, /webhooks/v1 or /nextterm/v1, but for the root, the description, and what stands elsewhere by a standard', () => {
    expect(routes().filter(({ path }) => path !== '/.well-known/security.txt' && !/^\/(openapi\.(json|yaml)|docs(\/\{file\})?|console(\/(config\.json|\{file\}))?)?$/.test(path) && !/^\/(v1\.0\/(sales|reports)|((nextterm|webhooks)\/)?v1)\//.test(path))).toEqual([]);
  });
});
