import { makeStyles, tokens } from '@fluentui/react-components';
import { Page } from '../../parts/page';
import { Section } from '../../parts/section';
import { Allowed } from '../../parts/states';
import { useSession } from '../../session/useSession';
import { ClosingWindows } from './closingWindows';
import { ComingMonths } from './comingMonths';
import { InstallationNow } from './installationNow';
import { MonthSoFar } from './monthSoFar';
import { ParkedConsumers } from './parkedConsumers';
import { ParkedWork } from './parkedWork';
import { Trials } from './trials';
import { WebhooksNow } from './webhooksNow';

const useStyles = makeStyles({ beside: { display: 'grid', gap: tokens.spacingHorizontalL, gridTemplateColumns: 'repeat(auto-fit, minmax(min(26rem, 100%), 1fr))' } });

const PartnersOverview = () => (
  <>
    <Section title="Windows that close within seven days">
      <Allowed permission="subscriptions.read">
        <ClosingWindows />
      </Allowed>
    </Section>
    <Section title="The coming twelve months, if nobody acts">
      <Allowed permission="charges.read">
        <ComingMonths />
      </Allowed>
    </Section>
    <div className={useStyles().beside}>
      <Section title="This month so far">
        <Allowed permission="reconciliation.read">
          <MonthSoFar />
        </Allowed>
      </Section>
      <Section title="Trials about to turn paid">
        <Allowed permission="subscriptions.read">
          <Trials />
        </Allowed>
      </Section>
    </div>
    <Section title="Your webhooks">
      <Allowed permission="webhooks.manage">
        <WebhooksNow />
      </Allowed>
    </Section>
  </>
);

const OperatorsOverview = () => (
  <>
    <Section title="The installation">
      <InstallationNow />
    </Section>
    <Section title="Parked work">
      <ParkedWork />
    </Section>
    <Section title="Events that cannot be told on">
      <ParkedConsumers />
    </Section>
  </>
);

/** What somebody looks at first: of a partner what money is at stake when, of the operator what stands still. */
export const OverviewPage = () => {
  const { caller } = useSession();
  return (
    <Page title="Overview" {...(caller.kind === 'operator' && { permission: 'operations.manage' })}>
      {caller.kind === 'operator' ? <OperatorsOverview /> : <PartnersOverview />}
    </Page>
  );
};
