import { routes } from '../../route';
import { version } from './version';
import { openApiDocument } from '../document';

let json: string | undefined;
let yaml: Promise<string> | undefined;

const asYaml = async (): Promise<string> => {
  const { stringify } = await import('yaml');
  // Without anchors: not every reader of OpenAPI follows them.
  return stringify(openApiDocument(routes(), version()), { aliasDuplicateObjects: false, lineWidth: 0 });
};

/** The description of all routes as text: made when it is first asked for, and kept for the life of the process. */
export const servedDocument = {
  json: (): string => (json ??= JSON.stringify(openApiDocument(routes(), version()))),
  yaml: (): Promise<string> => (yaml ??= asYaml()),
};
