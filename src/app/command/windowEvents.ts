import { z } from 'zod';
import { instantSchema } from '../../kernel/schemas';
import { newsDueAt, type WindowNews } from '../../domain/subscription/windowNews';
import { windowEventKey } from './commerceKeys';
import { type EventRecord } from './eventRecord';

export interface WindowOf {
  readonly subscriptionId: string;
  /** `3.1` */
  readonly window: string;
}

/** What is said of a window is a subject of its own: its id names the subscription, and which of its windows: `e2a5c1b8-…|window|3.1`, the first that its third change opened. */
export const windowOf = ({ subject }: Pick<EventRecord, 'subject'>): WindowOf => {
  const [subscriptionId = '', window = ''] = subject.id.split('|window|');
  return { subscriptionId, window };
};

/** Version 1 says that it is about to close, 2 that it has closed. */
const TYPES = ['WindowClosing', 'WindowClosed'] as const;

export const versionOfNews = ({ type }: Pick<WindowNews, 'type'>): number => TYPES.indexOf(type) + 1;
export const newsOfVersion = (version: number): (typeof TYPES)[number] => TYPES[version - 1] ?? 'WindowClosed';

const newsSchema = z.object({ type: z.enum(TYPES), closesAt: instantSchema });

/** The row of an event of a window. @throws ZodError where its fact does not say when the window closes. */
export const windowEventOf = (record: EventRecord): string => {
  const { subscriptionId, window } = windowOf(record);
  return windowEventKey(subscriptionId, newsDueAt(newsSchema.parse(record.facts[0])), window, record.version);
};
