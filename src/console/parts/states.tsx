import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, Spinner, Text, tokens } from '@fluentui/react-components';
import { type ReactNode } from 'react';
import { ApiProblem } from '../api/problem';
import { useSession, type Permission } from '../session/useSession';

const useStyles = makeStyles({ middle: { display: 'grid', justifyItems: 'center', gap: tokens.spacingVerticalM, padding: tokens.spacingVerticalXXL, textAlign: 'center' } });

/** While something is read. @param what completes "Reading …" */
export const Loading = ({ what }: { readonly what: string }) => (
  <div className={useStyles().middle} role="status">
    <Spinner label={`Reading ${what} …`} />
  </div>
);

/** Where there is nothing, and what one could do about it. */
export const Empty = ({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) => (
  <div className={useStyles().middle}>
    <Text>{children}</Text>
    {action}
  </div>
);

/** What a refusal or a failure says: the server's words, its code, and the id by which the log finds the call. */
export const problemText = (error: unknown): { readonly title: string; readonly text: string } => {
  if (!(error instanceof ApiProblem)) return { title: 'Something went wrong in this page', text: error instanceof Error ? error.message : String(error) };
  const found = [error.code !== 0 && `code ${error.code}`, error.requestId !== undefined && `request ${error.requestId}`].filter((part) => part !== false).join(', ');
  const title = error.status === 0 ? 'No answer' : error.status === 401 ? 'Your sign-in has ended' : error.status === 403 ? 'Not allowed' : error.status === 404 ? 'Not found' : error.status >= 500 ? 'The server failed' : 'Refused';
  return { title, text: found === '' ? error.description : `${error.description} (${found})` };
};

/** What failed, with a way to try again where there is one. */
export const Failed = ({ error, retry, otherwise }: { readonly error: unknown; readonly retry?: () => void; readonly otherwise?: { readonly label: string; readonly act: () => void } }) => {
  const { title, text } = problemText(error);
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {text}
      </MessageBarBody>
      {(retry ?? otherwise) !== undefined && (
        <MessageBarActions>
          {retry && <Button onClick={retry}>Try again</Button>}
          {otherwise && <Button onClick={otherwise.act}>{otherwise.label}</Button>}
        </MessageBarActions>
      )}
    </MessageBar>
  );
};

/** Where a role does not open a page. */
const NoPermission = ({ permission }: { readonly permission: Permission }) => {
  const { caller } = useSession();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Not with your roles</MessageBarTitle> {`This needs the permission ${permission}, which ${caller.roles.join(', ') || 'no role of yours'} does not have.`}
      </MessageBarBody>
    </MessageBar>
  );
};

/** Its children for whoever may, for others why not. */
export const Allowed = ({ permission, children }: { readonly permission: Permission | undefined; readonly children: ReactNode }) => {
  const { may } = useSession();
  return permission === undefined || may(permission) ? children : <NoPermission permission={permission} />;
};
