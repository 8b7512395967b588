import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { sumsOf } from '../../../change/sums';
import { removedText } from '../../../change/removedWords';
import { Instant } from '../../../parts/instant';
import { moneyText } from '../../../parts/money';
import { PageLink } from '../../../parts/pageLink';
import { type Done } from './formProps';

const moneySaid = ({ previewed: { charges } }: Done): string => sumsOf(charges).map(({ amount, currency }) => (amount.startsWith('-') ? `Given back: ${moneyText(amount.slice(1), currency)}.` : `Charged: ${moneyText(amount, currency)}.`)).join(' ');

/** What was done, to the cent, what went with it, and how it is undone while it can be. */
export const DoneMessage = ({ done, undo, dismiss }: { readonly done: Done; readonly undo?: () => void; readonly dismiss: () => void }) => {
  const { text, previewed, became } = done;
  const lost = previewed.removed.map(removedText).join(' and ');
  return (
    <MessageBar intent="success" layout="multiline" role="status">
      <MessageBarBody>
        <MessageBarTitle>Done</MessageBarTitle> {[text, moneySaid(done), lost !== '' && `Deleted: ${lost}.`].filter(Boolean).join(' ')}
        {became !== undefined && (
          <>
            {' '}
            <PageLink to={`/customers/${became.customerId}/subscriptions/${became.subscriptionId}`}>Where they are now</PageLink>
          </>
        )}
        {undo !== undefined && previewed.reversibleUntil !== undefined && (
          <>
            {' It can be undone until '}
            <Instant at={previewed.reversibleUntil} />.
          </>
        )}
      </MessageBarBody>
      <MessageBarActions containerAction={<Button appearance="transparent" aria-label="Dismiss" icon={<DismissRegular />} onClick={dismiss} />}>{undo !== undefined && <Button onClick={undo}>Undo</Button>}</MessageBarActions>
    </MessageBar>
  );
};
