import { z } from 'zod';
import { Problem } from '../problem';

const nextSchema = z.object({ uri: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })).default([]) });
const pageSchema = z.object({ items: z.array(z.unknown()), links: z.object({ next: nextSchema.optional() }).optional() });

/**
 * The items of a list, page by page, to its end.
 * @param uri of the first page. @param read the body of a page, by its uri as a link has it, and the headers that go with it. @throws Problem where a body is no page, and what `read` throws.
 */
export async function* itemsOf(uri: string, read: (uri: string, headers: Readonly<Record<string, string>>) => Promise<unknown>): AsyncGenerator<unknown, void> {
  let next: z.output<typeof nextSchema> | undefined = { uri, headers: [] };
  while (next !== undefined) {
    const { uri: asked, headers }: z.output<typeof nextSchema> = next;
    const page = pageSchema.safeParse(await read(asked, Object.fromEntries(headers.map(({ key, value }) => [key, value]))));
    if (!page.success) throw new Problem(`${asked.split('?')[0]} answers no list as this command knows it; is it another version? ${z.prettifyError(page.error)}`);
    yield* page.data.items;
    next = page.data.links?.next;
  }
}
