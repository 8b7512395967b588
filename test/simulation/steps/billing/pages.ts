import { type Reply } from '../../engine/client';
import { type Asking } from '../asking';

interface Next {
  readonly uri: string;
  readonly headers?: readonly { readonly key: string; readonly value: string }[];
}

/** Reads a list page by page, up to some pages, by the links that its answers give. */
export const readPages = async (asking: Asking, path: string, most: number): Promise<readonly Reply[]> => {
  const pages = [await asking.get(path)];
  for (let page = 1; page < most; page += 1) {
    const { links } = (pages.at(-1)?.body ?? {}) as { readonly links?: { readonly next?: Next } };
    if (links?.next === undefined) break;
    const { uri, headers = [] } = links.next;
    const absolute = /^\/(v1|nextterm|webhooks)\b/.test(uri) ? uri : `/v1${uri}`;
    pages.push(await asking.get(absolute, Object.fromEntries(headers.map(({ key, value }) => [key, value]))));
  }
  return pages;
};
