import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openApiDocument, type OpenApiDocument } from '../../adapters/http/description/document';
import { version } from '../../adapters/http/description/served/version';
import { routes } from '../../adapters/http/route';

const FOLDER = join(__dirname, '../../../functions/http');

/** The description of all routes, which are loaded for it and registered with no host. @param server address that clients call. */
export const describeApp = (server: string): OpenApiDocument => {
  const load = createRequire(__filename);
  // Without a host the library says at each start that it has none.
  const { warn } = console;
  console.warn = () => undefined;
  try {
    for (const file of readdirSync(FOLDER).filter((name) => /\.[jt]s$/.test(name))) load(join(FOLDER, file));
  } finally {
    console.warn = warn;
  }
  return openApiDocument(routes(), version(), server);
};
