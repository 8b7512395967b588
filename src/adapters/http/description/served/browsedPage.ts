import { shippedFile } from '../../../shipped/shippedFile';

const START = `window.addEventListener('load', () => {
  window.ui = SwaggerUIBundle({
    url: '/openapi.json', dom_id: '#api', deepLinking: true, docExpansion: 'none', defaultModelsExpandDepth: 0, filter: true, tryItOutEnabled: true, persistAuthorization: false, validatorUrl: null,
  });
});
`;

/** What the page may do: run and show what is shipped with it, and call this API. Its pictures are written into its style. */
export const BROWSED_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page at which the description is browsed. It takes everything from where it stands. */
export const BROWSED_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>NextTerm API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="api"></div>
<noscript>This page needs JavaScript. The description itself is at <a href="/openapi.json">/openapi.json</a> and <a href="/openapi.yaml">/openapi.yaml</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

/** Files of `swagger-ui-dist`, with their types. */
const PACKAGED: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** Names of the files that the page asks for. */
export const BROWSED_FILES = ['start.js', ...Object.keys(PACKAGED)] as const;

/** Those of a dependency, each a package and a path in it. */
export const PACKAGED_FILES = Object.keys(PACKAGED).map((name) => `swagger-ui-dist/${name}`);

export interface BrowsedFile {
  readonly type: string;
  readonly content: string | Uint8Array;
}

/** A file of the page; undefined where there is none of that name. @throws Error when the file cannot be read. */
export const browsedFile = (name: string): BrowsedFile | undefined => {
  if (name === 'start.js') return { type: 'text/javascript; charset=utf-8', content: START };
  const type = Object.hasOwn(PACKAGED, name) ? PACKAGED[name] : undefined;
  return type === undefined ? undefined : { type, content: shippedFile(`swagger-ui-dist/${name}`) };
};
