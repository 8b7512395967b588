import { bestFirst, templateOf } from '../pathTemplate';
import { type PublishedOperation } from './operation';
import { publishedAreas } from './publishedOperations';

/** The path without what tells scenarios of one path apart. */
export const pathOf = ({ path }: PublishedOperation): string => path.split('?')[0] ?? path;

export const publishedOperations: readonly PublishedOperation[] = publishedAreas.flatMap(({ operations }) => operations);

const templates = publishedOperations.filter(({ standing, refusedBy }) => standing !== 'has' && refusedBy === undefined).map((operation) => templateOf(operation, pathOf(operation)));

/** The published operation that a call is, if it is one that no route of ours serves. @param path not decoded. */
export const unservedOperation = (method: string, path: string): PublishedOperation | undefined => bestFirst(templates, path).find(({ of }) => of.method === method.toUpperCase())?.of;
