import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { LongTable } from '../../parts/longTable';
import { Page } from '../../parts/page';
import { Tabs } from '../../parts/tabs';
import { named } from '../../parts/words';
import { transferColumns } from './transferColumns';

const PAGE_SIZE = 100;

const statuses = ['Pending', 'InProgress', 'Complete', 'PartiallyComplete', 'Failed', 'Reject', 'Cancel', 'Expired'] as const;
type Status = (typeof statuses)[number];

const empty = { incoming: 'No partner asks you to hand a customer over.', outgoing: 'You have asked for no transfer. Ask for one from the page of a customer that accepted you.' };

const Listed = ({ direction }: { readonly direction: 'incoming' | 'outgoing' }) => {
  const [status, setStatus] = useState<Status>();
  const list = useList(['transfers', direction, status], (page, signal) =>
    answerOf(api.GET('/nextterm/v1/transfers', { signal, params: { query: { direction, size: PAGE_SIZE, ...(status !== undefined && { status }), ...page.query }, header: page.header } })),
  );
  return (
    <>
      <Field label="State" style={{ maxWidth: '14rem' }}>
        <Select value={status ?? ''} onChange={(_, { value }) => setStatus(statuses.find((each) => each === value))}>
          <option value="">Any</option>
          {statuses.map((each) => (
            <option key={each} value={each}>
              {named(each)}
            </option>
          ))}
        </Select>
      </Field>
      <LongTable list={list} label="Transfers" what="the transfers" empty={status === undefined ? empty[direction] : 'None is in this state.'} keyOf={({ id }) => id} columns={transferColumns(true)} />
    </>
  );
};

/** What a partner is asked to hand over, and what it asked for, over all its customers. */
export const TransfersPage = () => (
  <Page title="Transfers" permission="transfers.read">
    <Tabs
      label="Direction"
      tabs={[
        { key: 'incoming', title: 'Asked of you', shown: () => <Listed direction="incoming" /> },
        { key: 'outgoing', title: 'You asked for', shown: () => <Listed direction="outgoing" /> },
      ]}
    />
  </Page>
);
