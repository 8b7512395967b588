import { type components } from '@described';
import { Button, Text } from '@fluentui/react-components';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { pagesOf } from '../../api/pages';
import { Question } from '../../change/question';
import { Instant } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { Empty, Failed, Loading } from '../../parts/states';
import { StatusBadge } from '../../parts/statusBadge';
import { Unreadable } from '../../parts/unreadable';
import { counted } from '../../parts/words';
import { useClock } from '../../shell/clock';

type Webhook = components['schemas']['Webhook'];

const DAY_MS = 86_400_000;
const MOST_SHOWN = 100;
const AGAIN_MILLIS = 60_000;
/** Attempts come in order of time: to the latest all pages before are read. */
const PAGE_SIZE = 500;
const MOST_PAGES = 10;

interface Told {
  readonly webhook: Webhook;
  readonly deliveries: readonly components['schemas']['WebhookAttempt'][];
  readonly dead: readonly components['schemas']['DeadLetter'][];
  readonly isMore: boolean;
  /** Which of its deliveries are here, where these are not all. */
  readonly cut?: 'latest' | 'first';
  readonly unreadable: number;
}

const read = async (webhook: Webhook, since: string, signal: AbortSignal): Promise<Told> => {
  const path = { webhookId: webhook.id };
  const [sent, dead] = await Promise.all([
    pagesOf((page) => answerOf(api.GET('/nextterm/v1/webhooks/{webhookId}/deliveries', { signal, params: { path, query: { size: PAGE_SIZE, since, ...page.query }, header: page.header } })), MOST_PAGES),
    answerOf(api.GET('/nextterm/v1/webhooks/{webhookId}/deadletters', { signal, params: { path, query: { size: MOST_SHOWN } } })),
  ]);
  const attempts = sent.pages.flatMap(({ items }) => items);
  const cut = sent.isWhole ? (attempts.length > MOST_SHOWN ? 'latest' : undefined) : 'first';
  return { webhook, deliveries: cut === 'first' ? attempts.slice(0, MOST_SHOWN) : attempts.slice(-MOST_SHOWN), dead: dead.items, isMore: dead.links?.next !== undefined, ...(cut && { cut }), unreadable: sent.unreadable + (dead.unreadable?.length ?? 0) };
};

const Known = ({ webhooks }: { readonly webhooks: readonly Webhook[] }) => {
  const { now } = useClock();
  const since = new Date(Date.parse(now) - DAY_MS).toISOString();
  const [again, setAgain] = useState<Webhook>();
  const told = useQueries({ queries: webhooks.map((webhook) => ({ queryKey: ['webhook', webhook.id], refetchInterval: AGAIN_MILLIS, queryFn: ({ signal }: { readonly signal: AbortSignal }) => read(webhook, since, signal) })) });
  const isPending = told.some(({ data }) => data === undefined);
  const failed = told.find(({ error }) => error !== null);
  const known = told.flatMap(({ data }) => data ?? []);
  const dead = known.flatMap(({ webhook, dead: letters }) => letters.map((letter) => ({ ...letter, webhook })));
  const deliveries = known.flatMap(({ webhook, deliveries: attempts }) => attempts.map((attempt) => ({ ...attempt, webhook }))).toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <>
      {failed !== undefined && <Failed error={failed.error} retry={() => void failed.refetch()} />}
      {isPending && failed === undefined && <Loading what="what was sent to them" />}
      <Unreadable count={known.reduce((sum, { unreadable }) => sum + unreadable, 0)} of="these lists" />
      {dead.length === 0 && !isPending && failed === undefined && <Text block>Nothing was given up.</Text>}
      {dead.length > 0 && (
        <>
          <ShortTable
            rows={dead}
            label="Dead letters"
            keyOf={({ webhook, eventId }) => `${webhook.id} ${eventId}`}
            columns={[
              { title: 'Given up', cell: ({ deadDate }) => deadDate && <Instant at={deadDate} /> },
              { title: 'Event', cell: ({ eventTypes }) => eventTypes.join(', ') },
              { title: 'For', cell: ({ webhook }) => webhook.url },
              { title: 'Tried', isNumber: true, cell: ({ attempts }) => attempts },
              { title: 'Reason', cell: ({ reason }) => reason },
            ]}
          />
          {known.map(({ webhook, dead: letters, isMore }) => letters.length > 0 && (
            <div key={webhook.id}>
              <Button onClick={() => setAgain(webhook)}>{`Send ${isMore ? `more than ${letters.length} events` : counted(letters.length, 'event')} again to ${webhook.url}`}</Button>
            </div>
          ))}
        </>
      )}
      {known.map(({ webhook: { id, url }, cut }) => cut !== undefined && <Text key={id} block>{`More was sent to ${url} in the last 24 hours than is shown: these are its ${cut} ${MOST_SHOWN} deliveries. The API lists all of them.`}</Text>)}
      {deliveries.length > 0 && (
        <ShortTable
          rows={deliveries}
          label="Deliveries of the last 24 hours"
          keyOf={({ webhook, eventId, attempt }) => `${webhook.id} ${eventId} ${attempt}`}
          columns={[
            { title: 'At', cell: ({ at }) => <Instant at={at} /> },
            { title: 'Event', cell: ({ eventTypes }) => eventTypes.join(', ') },
            { title: 'To', cell: ({ webhook }) => webhook.url },
            { title: 'Outcome', cell: ({ outcome }) => <StatusBadge status={outcome} /> },
            { title: 'Answer', cell: ({ httpStatus, answer }) => [httpStatus, answer].filter((part) => part !== undefined && part !== '').join(' ') },
          ]}
        />
      )}
      {again !== undefined && (
        <Question
          title="Send again what was given up"
          confirm="Send it again"
          send={(header) => answerOf(api.POST('/nextterm/v1/webhooks/{webhookId}/deadletters/replay', { params: { path: { webhookId: again.id }, header }, body: {} }))}
          close={() => setAgain(undefined)}
        >
          {`Everything that was given up for ${again.url} is sent to it again, as many as one call takes, to the byte as before.`}
        </Question>
      )}
    </>
  );
};

const Answers = ({ circuit: { state, failures, nextProbe } }: Pick<Webhook, 'circuit'>) => {
  if (state === 'closed') return failures === 0 ? 'yes' : `failed ${counted(failures, 'time')}`;
  return nextProbe === undefined ? 'not now' : <>not now; tried again <Instant at={nextProbe} /></>;
};

/** Whether a partner's consumers hear what happens: each address, what was given up, and what was sent in the last day. */
export const WebhooksNow = () => {
  const { data, error, refetch } = useQuery({ queryKey: ['webhooks'], queryFn: async ({ signal }) => (await answerOf(api.GET('/nextterm/v1/webhooks', { signal }))).items });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="your webhooks" />;
  if (data.length === 0) return <Empty>You have no webhook.</Empty>;
  return (
    <>
      <ShortTable
        rows={data}
        label="Webhooks"
        keyOf={({ id }) => id}
        columns={[
          { title: 'Address', cell: ({ url }) => url },
          { title: 'State', cell: ({ status }) => <StatusBadge status={status} /> },
          { title: 'Answers', cell: ({ circuit }) => <Answers circuit={circuit} /> },
          { title: 'Described as', cell: ({ description }) => description },
        ]}
      />
      <Known webhooks={data} />
    </>
  );
};
