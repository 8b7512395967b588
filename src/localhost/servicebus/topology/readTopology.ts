import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { TopologyForm } from './schema';

/** @param content of a topology file. @param from names it in errors. @throws an Error with one sentence for each value that is wrong, by its path. */
export function parseTopology(content: unknown, from: string): TopologyForm {
  const parsed = TopologyForm.safeParse(content);
  if (!parsed.success) throw new Error(`${from} is not a topology of Service Bus:\n${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  return parsed.data;
}

/** Reads queues, topics and subscriptions from a file in the form of Config.json of Microsoft's emulator. @throws an Error as a sentence. */
export function readTopology(file: string): TopologyForm {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${(error as Error).message}`, { cause: error });
  }
  return parseTopology(content, file);
}
