import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { counted } from './words';

/** What is short of rows says so; nothing where it is whole. @param of completes "3 rows of …" */
export const Unreadable = ({ count, of }: { readonly count: number; readonly of: string }) =>
  count === 0 ? null : (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{`${counted(count, 'row')} of ${of} cannot be read. The operator has been told.`}</MessageBarBody>
    </MessageBar>
  );
