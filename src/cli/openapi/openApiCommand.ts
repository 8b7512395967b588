import { resolve } from 'node:path';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER } from '../remote/connectionFlags';

interface OpenApiFlags {
  readonly out?: string;
  readonly format?: string;
  readonly server: string;
}

/** What can be written, and under which name where none is given. */
const FILES = { json: 'openapi.json', yaml: 'openapi.yaml', postman: 'nextterm.postman_collection.json' } as const;

export type DescriptionFormat = keyof typeof FILES;

const formatOf = (asked: string | undefined, out: string | undefined): DescriptionFormat => {
  if (asked === undefined) return /\.ya?ml$/i.test(out ?? '') ? 'yaml' : 'json';
  if (Object.hasOwn(FILES, asked)) return asked as DescriptionFormat;
  throw new UsageProblem(`There is no format ${asked}: ${Object.keys(FILES).join(', ')}.`);
};

/** `nextterm openapi`: writes the description of the API; no server is needed. Exit code 0 when the file is written. */
export const openApiCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('openapi')
    .summary('write the description of the API, or a collection for Postman')
    .usage('[flags]')
    .option('--format <FORMAT>', 'json, yaml (OpenAPI 3.1), or postman (a collection, v2.1); of --out’s ending if it says')
    .option('--out <FILE>', 'where to; openapi.json, openapi.yaml or nextterm.postman_collection.json if absent')
    .option('--server <URL>', 'the address that clients made from it call first', LOCAL_SERVER)
    .action(({ out, format: asked, server }: OpenApiFlags) => {
      const format = formatOf(asked, out);
      if (!URL.canParse(server)) throw new UsageProblem(`--server must be an address such as https://nextterm.example, not "${server}".`);
      const file = resolve(terminal.cwd, out ?? FILES[format]);
      return ends(import('./writeDescription.js').then(({ writeDescription }) => writeDescription({ format, file, server: server.replace(/\/+$/, '') }, terminal)));
    });
};
