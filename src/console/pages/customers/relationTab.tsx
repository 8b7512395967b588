import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api } from '../../api/api';
import { Instant } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { Section } from '../../parts/section';
import { Allowed, Failed, Loading } from '../../parts/states';
import { StatusBadge } from '../../parts/statusBadge';
import { named } from '../../parts/words';

const useStyles = makeStyles({ sections: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'repeat(auto-fit, minmax(min(26rem, 100%), 1fr))' } });

interface Read<T> {
  readonly data: readonly T[] | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Rows where there are any; else that there are none. */
const Known = <T,>({ read: { data, error, refetch }, what, none, children }: { readonly read: Read<T>; readonly what: string; readonly none: string; readonly children: (rows: readonly T[]) => ReactNode }) => {
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what={what} />;
  return data.length === 0 ? <Text>{none}</Text> : children(data);
};

const Relationships = ({ customerId }: { readonly customerId: string }) => {
  const read = useQuery({
    queryKey: ['relationships', customerId],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/nextterm/v1/customers/{customerId}/relationships', { signal, params: { path: { customerId } } }))).items,
  });
  return (
    <Known read={read} what="its relationships" none="There is none.">
      {(rows) => (
        <ShortTable
          rows={rows}
          label="Relationships"
          keyOf={({ partnerTenantId }) => partnerTenantId}
          columns={[
            { title: 'State', cell: ({ status }) => <StatusBadge status={status} /> },
            { title: 'Since', cell: ({ since }) => <Instant at={since} /> },
            { title: 'Sold through', cell: ({ resellerTenantId }) => resellerTenantId ?? 'no reseller' },
          ]}
        />
      )}
    </Known>
  );
};

const Agreements = ({ customerId }: { readonly customerId: string }) => {
  const read = useQuery({
    queryKey: ['agreements', customerId],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/customers/{customerId}/agreements', { signal, params: { path: { customerId }, query: { agreementType: '*' } } }))).items,
  });
  return (
    <Known read={read} what="its agreements" none="Nobody has confirmed that this customer accepted an agreement; until then nothing can be ordered.">
      {(rows) => (
        <ShortTable
          rows={rows}
          label="Agreements"
          keyOf={({ type, dateAgreed }) => `${type} ${dateAgreed}`}
          columns={[
            { title: 'Agreement', cell: ({ type }) => named(type) },
            { title: 'Accepted', cell: ({ dateAgreed }) => <Instant at={dateAgreed} /> },
            { title: 'By', cell: ({ primaryContact: { firstName, lastName } }) => `${firstName} ${lastName}` },
          ]}
        />
      )}
    </Known>
  );
};

const Qualifications = ({ customerId }: { readonly customerId: string }) => {
  const read = useQuery({ queryKey: ['qualifications', customerId], queryFn: ({ signal }) => answerOf(api.GET('/v1/customers/{customerId}/qualifications', { signal, params: { path: { customerId } } })) });
  return (
    <Known read={read} what="its qualifications" none="None: it buys at commercial prices.">
      {(rows) => (
        <ShortTable
          rows={rows}
          label="Qualifications"
          keyOf={({ qualification }) => qualification}
          columns={[
            { title: 'Qualification', cell: ({ qualification, educationSegment }) => (educationSegment === undefined ? named(qualification) : `${named(qualification)}, ${educationSegment}`) },
            { title: 'Vetting', cell: ({ vettingStatus }) => (vettingStatus === undefined ? 'not needed' : <StatusBadge status={vettingStatus} />) },
            { title: 'Asked for', cell: ({ vettingCreateDate }) => vettingCreateDate && <Instant at={vettingCreateDate} /> },
            { title: 'Reason', cell: ({ vettingReason }) => vettingReason },
          ]}
        />
      )}
    </Known>
  );
};

/** What stands between customer and partner: relationship, agreements, and what the customer is said to be. */
export const RelationTab = ({ customerId }: { readonly customerId: string }) => (
  <div className={useStyles().sections}>
    <Section title="Relationship">
      <Allowed permission="relationships.read">
        <Relationships customerId={customerId} />
      </Allowed>
    </Section>
    <Section title="Agreements">
      <Allowed permission="agreements.read">
        <Agreements customerId={customerId} />
      </Allowed>
    </Section>
    <Section title="Qualifications">
      <Qualifications customerId={customerId} />
    </Section>
  </div>
);
