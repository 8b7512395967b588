import { RouteTable } from '../../../src/localhost/http/routeTable';

/** Each route's target is its own text; `GET a/{b}` limits the method. */
function table(...routes: readonly string[]): RouteTable<string> {
  const made = new RouteTable<string>();
  for (const route of routes) {
    const [, method, template = ''] = /^(?:([A-Z,]+) )?(.*)$/.exec(route) ?? [];
    made.add(template, method?.split(','), route);
  }
  return made;
}

interface Case {
  readonly template: string;
  readonly path: string;
  /** Undefined: no match. */
  readonly params: Readonly<Record<string, string>> | undefined;
}

// Sources: "Routing in ASP.NET Core", Route templates and its table of example patterns; "Azure Functions HTTP trigger", Customize the HTTP endpoint.
describe.each<Case>([
  { template: 'hello', path: '/hello', params: {} },
  { template: 'hello', path: '/HELLO/', params: {} },
  { template: 'hello', path: '/hello/there', params: undefined },
  { template: '', path: '/', params: {} },
  { template: '/leading/slash', path: '/leading/slash', params: {} },
  { template: '{Page=Home}', path: '/', params: { Page: 'Home' } },
  { template: '{Page=Home}', path: '/Contact', params: { Page: 'Contact' } },
  { template: '{controller}/{action}/{id?}', path: '/Products/List', params: { controller: 'Products', action: 'List' } },
  { template: '{controller}/{action}/{id?}', path: '/Products/Details/123', params: { controller: 'Products', action: 'Details', id: '123' } },
  { template: '{controller=Home}/{action=Index}/{id?}', path: '/', params: { controller: 'Home', action: 'Index' } },
  { template: '{controller=Home}/{action=Index}/{id?}', path: '/Products', params: { controller: 'Products', action: 'Index' } },
  { template: 'products/{category:alpha}/{id:int?}', path: '/products/electronics/357', params: { category: 'electronics', id: '357' } },
  { template: 'products/{category:alpha}/{id:int?}', path: '/products/electronics', params: { category: 'electronics' } },
  { template: 'products/{category:alpha}/{id:int?}', path: '/products/electronics/x', params: undefined },
  { template: 'files/{filename}.{ext?}', path: '/files/myFile.txt', params: { filename: 'myFile', ext: 'txt' } },
  { template: 'files/{filename}.{ext?}', path: '/files/myFile', params: { filename: 'myFile' } },
  { template: 'files/{filename}.{ext?}', path: '/files/a.b.c', params: { filename: 'a.b', ext: 'c' } },
  { template: 'a{b}c{d}', path: '/abcd', params: { b: 'b', d: 'd' } },
  { template: 'a{b}c{d}', path: '/ac', params: undefined },
  { template: "pricesheets({selector})/$value", path: "/PriceSheets(Market='NL',View='x')/$value", params: { selector: "Market='NL',View='x'" } },
  { template: 'pricesheets({selector})', path: '/pricesheets()', params: undefined },
  { template: 'blog/{*slug}', path: '/blog', params: {} },
  { template: 'blog/{*slug}', path: '/blog/my/post', params: { slug: 'my/post' } },
  { template: 'blog/{**slug}', path: '/blog/a%20b/c', params: { slug: 'a b/c' } },
  { template: 'blog/{*slug=index}', path: '/blog', params: { slug: 'index' } },
  { template: 'x/{id:guid}', path: '/x/cd2c1dbe-3ad0-4e0e-9bd0-000000000000', params: { id: 'cd2c1dbe-3ad0-4e0e-9bd0-000000000000' } },
  { template: 'x/{id:guid}', path: '/x/1', params: undefined },
  { template: 'x/{id:int:min(5)}', path: '/x/4', params: undefined },
  { template: 'x/{id:int:min(5)}', path: '/x/5', params: { id: '5' } },
  { template: 'x/{id:int=7}', path: '/x', params: { id: '7' } },
  { template: String.raw`x/{ssn:regex(^\d{{3}}-\d{{2}}$)}`, path: '/x/123-45', params: { ssn: '123-45' } },
  { template: 'x/{word:regex(^(a/b|c)$)}', path: '/x/c', params: { word: 'c' } },
  { template: 'x/{{literal}}', path: '/x/{literal}', params: {} },
  { template: 'x/{id}', path: '/x/', params: undefined },
  { template: 'x/{id}/y', path: '/x//y', params: undefined },
  { template: 'x/{id}', path: '/x/caf%C3%A9%20au', params: { id: 'café au' } },
  { template: 'x/{id}', path: '/x/a%2Fb%2fc%25', params: { id: 'a%2Fb%2fc%' } },
  { template: 'x/{id}', path: '/x/%E9%zz', params: { id: '%E9%zz' } },
  { template: 'caf%C3%A9', path: '/caf%C3%A9', params: undefined },
  { template: 'café', path: '/CAF%C3%A9', params: {} },
])('$template on $path', ({ template, path, params }) => {
  it(params ? `matches ${JSON.stringify(params)}` : 'does not match', () => {
    expect(table(template).match('GET', path)).toEqual(params ? { kind: 'found', target: template, params } : { kind: 'notFound' });
  });
});

// Source: "Routing in ASP.NET Core", URL matching: the more specific template wins, whatever the order of registration.
describe.each<[path: string, winner: string]>([
  ['/items/list', 'items/list'],
  ['/items/report.pdf', 'items/{name}.{ext}'],
  ['/items/5', 'items/{id:int}'],
  ['/items/five', 'items/{any}'],
  ['/items/a/b', 'items/{*rest}'],
  ['/other', '{*all}'],
])('of all routes, %s goes to', (path, winner) => {
  const routes = ['{*all}', 'items/{*rest}', 'items/{any}', 'items/{name}.{ext}', 'items/{id:int}', 'items/list'];
  it.each([routes, [...routes].reverse()])(winner, (...order) => {
    expect(table(...order).match('GET', path)).toMatchObject({ kind: 'found', target: winner });
  });
});

describe('methods', () => {
  it('one path, a function for each method', () => {
    const routes = table('GET items/{id}', 'PUT,PATCH items/{id}');
    expect(routes.match('patch', '/items/1')).toMatchObject({ target: 'PUT,PATCH items/{id}' });
    expect(routes.match('GET', '/items/1')).toMatchObject({ target: 'GET items/{id}' });
  });

  it('a less specific route answers what a more specific one does not offer', () => {
    expect(table('GET items/list', 'DELETE items/{id}').match('DELETE', '/items/list')).toMatchObject({ target: 'DELETE items/{id}' });
  });

  it('names every method the path knows when none fits', () => {
    expect(table('PUT,GET items/{id}', 'POST items/{x}').match('DELETE', '/items/1')).toEqual({ kind: 'wrongMethod', allow: ['GET', 'POST', 'PUT'] });
  });

  it('HEAD is not GET', () => {
    expect(table('GET items').match('HEAD', '/items')).toEqual({ kind: 'wrongMethod', allow: ['GET'] });
  });
});

describe.each<[template: string, why: string]>([
  ['a/{b', 'a "{" has no "}"'],
  ['a/b}', 'a "}" has no "{"'],
  ['a/{}', '"" is not a parameter name'],
  ['a/{b}/{B}', 'parameter "B" appears twice'],
  ['a/{b:nope}', '"nope" is not a route constraint'],
  ['a/{*b}/c', 'a catch-all stands alone'],
  ['a/x{*b}', 'a catch-all stands alone'],
  ['a/{b}{c}', 'two parameters need something between them'],
  ['a/{b?}/c', 'optional parameter "b" is followed'],
  ['a/{b?}-c', 'inside a segment, an optional parameter comes last'],
  ['a//b', 'a segment is empty'],
  ['a?b', 'a literal cannot hold "?"'],
])('template %s', (template, why) => {
  it(`is refused: ${why}`, () => {
    expect(() => table(template)).toThrow(`Route "${template}": ${why}`);
  });
});
