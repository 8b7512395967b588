import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { Instant } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { StatusBadge } from '../../parts/statusBadge';
import { named } from '../../parts/words';
import { type SubscriptionKey } from './subscriptionData';

type Data = readonly { readonly key: string; readonly value: string }[];

const valueOf = (data: Data, name: string): string | undefined => data.find(({ key }) => key === name)?.value;

const answerText = (data: Data): string => [valueOf(data, 'HttpStatus'), valueOf(data, 'ErrorCode')].filter((part) => part !== undefined).join(' / ');

/** Who did what with it, accepted or refused, the oldest first. */
export const AuditTab = ({ subscriptionId }: SubscriptionKey) => {
  const [from, setFrom] = useState('');
  const list = useList(['audit', subscriptionId, from], (page, signal) =>
    answerOf(
      api.GET('/v1/auditrecords', {
        signal,
        params: { query: { filter: JSON.stringify({ Field: 'SubscriptionId', Value: subscriptionId, Operator: 'equals' }), ...(from !== '' && { startDate: from }), ...page.query }, header: page.header },
      }),
    ),
  );
  return (
    <>
      <Field label="From" hint="Up to 90 days back; without a day, the last 30 days.">
        <Input type="date" value={from} onChange={(_, { value }) => setFrom(value)} style={{ maxWidth: '14rem' }} />
      </Field>
      <LongTable
        list={list}
        label="Audit records"
        what="who did what"
        empty="Nobody did anything with it in these days."
        keyOf={({ id }) => id}
        columns={[
          { title: 'At', cell: ({ operationDate }) => <Instant at={operationDate} /> },
          { title: 'Who', cell: ({ userPrincipalName, applicationId }) => userPrincipalName ?? applicationId },
          { title: 'What', cell: ({ operationType }) => named(operationType) },
          { title: 'Outcome', cell: ({ operationStatus }) => <StatusBadge status={operationStatus} /> },
          { title: 'Answer', cell: ({ customizedData }) => answerText(customizedData) },
          { title: 'Request', cell: ({ customizedData }) => <span style={{ whiteSpace: 'nowrap' }}>{valueOf(customizedData, 'RequestId')}</span> },
        ]}
      />
    </>
  );
};
