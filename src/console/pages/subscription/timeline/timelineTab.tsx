import { MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { Empty, Failed, Loading } from '../../../parts/states';
import { useClock } from '../../../shell/clock';
import { type SubscriptionKey } from '../subscriptionData';
import { useTimeline } from './timelineData';
import { TimelineList } from './timelineList';
import { TimelinePicture } from './timelinePicture';

/** What was and, if nobody acts, will be, as a picture and as a list. */
export const TimelineTab = (key: SubscriptionKey) => {
  const { items, first, isWhole, error, retry } = useTimeline(key);
  const { now } = useClock();
  if (error !== null) return <Failed error={error} retry={retry} />;
  if (first === undefined || !isWhole) return <Loading what="its timeline" />;
  if (items.length === 0) return <Empty>Nothing is told of it.</Empty>;
  return (
    <>
      <TimelinePicture items={items} now={now} />
      <Text>What is ahead comes if nobody acts, by the prices that are announced today.</Text>
      {first.usageNotToldFrom !== undefined && (
        <MessageBar>
          <MessageBarBody>{`Usage since ${first.usageNotToldFrom} has too many lines to be shown here.`}</MessageBarBody>
        </MessageBar>
      )}
      <TimelineList items={items} now={now} tellsFrom={first.tellsFrom} />
    </>
  );
};
