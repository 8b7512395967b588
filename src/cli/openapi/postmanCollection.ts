import { type OpenApiDocument } from '../../adapters/http/description/document';
import { Problem } from '../problem';

interface Converted {
  readonly result: boolean;
  readonly reason?: string;
  readonly output?: readonly { readonly data: unknown }[];
}

interface Converter {
  convertV2(input: { type: 'json'; data: unknown }, options: Readonly<Record<string, unknown>>, done: (error: Error | null, converted: Converted) => void): void;
}

/** A collection of Postman's, version 2.1: a folder for each area, with the recorded examples. @throws Problem when it cannot be made. */
export const postmanCollection = async (document: OpenApiDocument): Promise<unknown> => {
  const converter = (await import('openapi-to-postmanv2')) as unknown as { readonly default: Converter };
  const converted = await new Promise<Converted>((resolve, reject) => {
    converter.default.convertV2({ type: 'json', data: document }, { folderStrategy: 'Tags', parametersResolution: 'Example', requestParametersResolution: 'Example' }, (error, outcome) => (error === null ? resolve(outcome) : reject(error)));
  });
  if (!converted.result) throw new Problem(`The collection could not be made: ${converted.reason ?? 'no reason is given'}.`);
  return converted.output?.[0]?.data;
};
