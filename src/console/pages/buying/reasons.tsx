import { makeStyles, MessageBar, MessageBarBody, Text, tokens } from '@fluentui/react-components';
import { type Restriction } from './catalogueData';

const useStyles = makeStyles({
  cannot: { display: 'block', maxWidth: '34rem', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', color: tokens.colorNeutralForeground3 },
});

/** In a row: whether something can be bought, else why not, in one line. */
export const ReasonLine = ({ reasons }: { readonly reasons: readonly Restriction[] }) => {
  const styles = useStyles();
  const text = reasons.map(({ description }) => description).join(' ');
  return text === '' ? (
    <Text>Can be bought</Text>
  ) : (
    <span className={styles.cannot} title={text}>
      {text}
    </span>
  );
};

/** Why something cannot be bought, each reason in full. */
export const Reasons = ({ reasons }: { readonly reasons: readonly Restriction[] }) =>
  reasons.map(({ reasonCode, description }) => (
    <MessageBar key={reasonCode} intent="warning" layout="multiline">
      <MessageBarBody>{description}</MessageBarBody>
    </MessageBar>
  ));
