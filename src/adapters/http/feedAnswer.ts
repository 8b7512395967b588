import { z } from 'zod';
import { feedNumber } from '../../app/feed/feedRows';
import { type FeedPage } from '../../app/feed/readFeed';
import { cloudEventOf } from '../cloudevents/cloudEvent';
import { type RequestContext } from './requestContext';

/** The number of an event, as it is shown. */
export const sinceSchema = z
  .string()
  .regex(/^\d{12}$/, 'must be the token of a page, or the sequence of an event: twelve digits')
  .transform(Number);

const NDJSON = 'application/x-ndjson';

/** Whether the caller asks for one event a line, without a body around them: `Accept: application/x-ndjson`. */
export const wantsLines = ({ accept }: Pick<RequestContext, 'accept'>): boolean => accept?.toLowerCase().includes(NDJSON) === true;

/** Each event with `sequence`, its number in this feed (CloudEvents' own extension): whoever died in the middle of a page goes on behind the last it has dealt with. */
const eventsOf = ({ events }: FeedPage): readonly object[] => events.map(({ number, record }) => cloudEventOf(record).cloneWith({ sequence: feedNumber(number) }).toJSON());

/** @param uriOf where the feed goes on behind a token. */
export const feedAnswer = (page: FeedPage, asLines: boolean, uriOf: (since: string) => string) => {
  const since = feedNumber(page.upTo);
  const headers = { 'NextTerm-Since': since, 'NextTerm-More': String(page.more) };
  const events = eventsOf(page);
  if (asLines) return { status: 200, body: events.map((event) => `${JSON.stringify(event)}\n`).join(''), headers: { ...headers, 'Content-Type': `${NDJSON}; charset=utf-8` } };
  return { status: 200, body: { items: events, since, more: page.more, next: uriOf(since) }, headers };
};
