import { type TypedData } from '../contracts';

/**
 * What a function returned, out of the worker's form. Text is left as text even where it would parse as JSON: the receiver decides.
 */
export function fromTypedData(data: TypedData | null | undefined): unknown {
  if (!data) return null;
  if (data.http !== undefined) return data.http;
  if (data.string !== undefined) return data.string;
  if (data.json !== undefined) return JSON.parse(data.json);
  if (data.bytes !== undefined) return Buffer.from(data.bytes);
  return data.int ?? data.double ?? null;
}
