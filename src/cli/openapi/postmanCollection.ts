import { type OpenApiDocument } from '../../adapters/http/description/document';
import { Problem } from '../problem';

/** What is added to of a collection. */
interface Collection {
  readonly variable?: readonly { readonly key: string; readonly value: string }[];
}

interface Converted {
  readonly result: boolean;
  readonly reason?: string;
  readonly output?: readonly { readonly data: Collection }[];
}

interface Converter {
  convertV2(input: { type: 'json'; data: unknown }, options: Readonly<Record<string, unknown>>, done: (error: Error | null, converted: Converted) => void): void;
}

/** A collection of Postman's, version 2.1: a folder for each area, with the recorded examples, and the variables that somebody has to set. @throws Problem when it cannot be made. */
export const postmanCollection = async (document: OpenApiDocument): Promise<unknown> => {
  const converter = (await import('openapi-to-postmanv2')) as unknown as { readonly default: Converter };
  const converted = await new Promise<Converted>((resolve, reject) => {
    converter.default.convertV2({ type: 'json', data: document }, { folderStrategy: 'Tags', parametersResolution: 'Example', requestParametersResolution: 'Example' }, (error, outcome) => (error === null ? resolve(outcome) : reject(error)));
  });
  if (!converted.result) throw new Problem(`The collection could not be made: ${converted.reason ?? 'no reason is given'}.`);
  const [made] = converted.output ?? [];
  // The converter names the token by it, and leaves it to be found out that there has to be one.
  return made && { ...made.data, variable: [...(made.data.variable ?? []), { key: 'bearerToken', value: '' }] };
};
