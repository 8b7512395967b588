import { Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { Day } from '../../parts/instant';
import { DownloadButton } from '../../parts/downloadButton';
import { LongTable } from '../../parts/longTable';
import { Money } from '../../parts/money';
import { Page } from '../../parts/page';
import { PageLink } from '../../parts/pageLink';
import { counted, named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { useClock } from '../../shell/clock';
import { PlanSection } from './planSection';

const useStyles = makeStyles({ day: { maxWidth: '14rem' } });

/** Terms that end soon, what follows, and the plan of it as a file. */
export const RenewalsPage = () => {
  const styles = useStyles();
  const { may } = useSession();
  const { now } = useClock();
  const [day, setDay] = useState('');
  const until = day === '' ? undefined : `${day}T00:00:00Z`;
  const list = useList(['renewals', until], (page, signal) => answerOf(api.GET('/nextterm/v1/renewals', { signal, params: { query: { ...(until !== undefined && { until }), ...page.query }, header: page.header } })));
  return (
    <Page
      title="Renewals"
      permission="subscriptions.read"
      actions={may('subscriptions.read') && <DownloadButton label="Download the plan" path={`/nextterm/v1/renewals?format=csv${until === undefined ? '' : `&until=${until}`}`} accept="text/csv" name="renewals.csv" />}
    >
      <Field label="Terms that end before" hint="Without a day, within 31 days.">
        <Input className={styles.day} type="date" value={day} min={now.slice(0, 10)} onChange={(_, { value }) => setDay(value)} />
      </Field>
      <LongTable
        list={list}
        label="Renewals"
        what="what renews"
        empty="No term ends before then."
        keyOf={({ subscriptionId }) => subscriptionId}
        columns={[
          { title: 'Term ends', cell: ({ termEndDate }) => <Day on={termEndDate} /> },
          { title: 'Then', cell: ({ what }) => named(what) },
          { title: 'Subscription', cell: ({ customerId, subscriptionId, friendlyName }) => <PageLink to={`/customers/${customerId}/subscriptions/${subscriptionId}`}>{friendlyName}</PageLink> },
          { title: 'Customer', cell: ({ customerId, customerName }) => customerName ?? customerId },
          { title: 'Seats', isNumber: true, cell: ({ quantity }) => quantity },
          { title: 'Becomes', cell: ({ what, brings }) => (brings === undefined || what === 'expiry' ? '' : `${counted(brings.quantity, 'seat')} of ${brings.product.title}`) },
          { title: 'For', isNumber: true, cell: ({ brings }) => (brings?.amount === undefined || brings.currency === undefined ? '' : <Money amount={brings.amount} currency={brings.currency} />) },
        ]}
      />
      {may('subscriptions.manage') && <PlanSection />}
    </Page>
  );
};
