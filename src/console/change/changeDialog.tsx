import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, MessageBar, MessageBarBody, MessageBarTitle, Spinner, Text, tokens } from '@fluentui/react-components';
import { type QueryClient, type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId } from 'react';
import { answerOf } from '../api/api';
import { ApiProblem } from '../api/problem';
import { Failed } from '../parts/states';
import { LeaveOrConfirm } from './leaveOrConfirm';
import { isPreview, type Preview } from './preview';
import { PreviewShown } from './previewShown';
import { doesTheSame } from './sameEffect';
import { useSettled } from './settled';

/** With what a command is sent, first as a preview, then in earnest: these go into its query and headers. */
export interface Sent {
  readonly query: { readonly preview?: true };
  readonly header: { readonly 'MS-RequestId': string };
}

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

type Send<T> = (sent: Sent) => Promise<Answered<T>>;

export interface ChangeDialogProps<T> {
  readonly title: string;
  /** Of the button that carries it out. */
  readonly confirm: string;
  /** The form, whose state its owner keeps: nothing that was typed is lost by a refusal. */
  readonly children?: ReactNode;
  /** All that the form says, as text; undefined: it is not complete yet. The preview is of exactly this. */
  readonly asked: string | undefined;
  /** The etag that `send` names, where it names one: whenever that moves on, the preview is asked for again. */
  readonly version?: string | undefined;
  readonly send: Send<T>;
  /** Shown beside the lines of the preview. */
  readonly more?: (preview: Preview<T>) => ReactNode;
  /** What of that is agreed to as well: where it says something else by the time of the answer, it is shown anew. */
  readonly agreed?: (result: T) => unknown;
  /** @param previewed what it was agreed to by */
  readonly done: (answer: T, previewed: Preview<T>) => void;
  readonly close: () => void;
}

const useStyles = makeStyles({ content: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalL }, surface: { maxWidth: 'min(56rem, 96vw)', width: '100%' } });

/** How the keys of previews begin. */
const PREVIEW = 'preview';
/** Long enough for the next digit. */
const TYPING_MS = 250;

/** Somebody else has changed it since it was read. */
const ETAG_STALE = 2055;

/** It would do something else by now than what is shown. */
class Moved extends Error {
  override readonly name = 'Moved';
}

/** One attempt at a change. Once it has been sent, and its answer was lost, it is sent again as it was: under its own id it is done once. */
interface Attempt<T> {
  readonly requestId: string;
  readonly send: Send<T>;
  readonly shown: Preview<T>;
  readonly previewKey: QueryKey;
  readonly agreed: ((result: T) => unknown) | undefined;
  wasSent: boolean;
}

/** A preview uses no request id up. */
const previewBy = async <T,>(send: Send<T>): Promise<Preview<T>> => {
  const answer: unknown = await answerOf(send({ query: { preview: true }, header: { 'MS-RequestId': crypto.randomUUID() } }));
  if (!isPreview(answer)) throw new ApiProblem(200, 0, 'The server answered without a preview.');
  return answer as Preview<T>;
};

/** @throws Moved, with the new preview in the place of the one that was shown; ApiProblem */
const carryOut = async <T,>(attempt: Attempt<T>, queries: QueryClient): Promise<T> => {
  const { requestId, send, shown, previewKey, agreed } = attempt;
  if (!attempt.wasSent) {
    const now = await previewBy(send);
    if (!doesTheSame(shown, now, ({ result }) => agreed?.(result))) {
      queries.setQueryData(previewKey, now);
      throw new Moved();
    }
    attempt.wasSent = true;
  }
  return (await answerOf(send({ query: {}, header: { 'MS-RequestId': requestId } }))) as T;
};

/** Whether it is no longer what was shown: what is shown is read anew then. */
const hasMoved = (error: Error | null): boolean => error instanceof Moved || (error instanceof ApiProblem && error.code === ETAG_STALE);

const isLost = (error: Error | null): boolean => error instanceof ApiProblem && error.mayPass;

/**
 * Every change goes through this: the form, its preview by the server as the form stands, then the question. What is carried out is what was previewed, under one request id, so that asking again after a lost answer does it once.
 * If it would do something else by the time of the answer, it is shown anew instead. A refusal is shown where the preview stood; the dialog stays, and what was typed with it.
 */
export const ChangeDialog = <T,>({ title, confirm, children, asked, version, send, more, agreed, done, close }: ChangeDialogProps<T>) => {
  const styles = useStyles();
  const opened = useId();
  const queries = useQueryClient();
  const settled = useSettled(asked, TYPING_MS);
  const isTyping = settled !== asked;
  const previewKey = [PREVIEW, opened, asked, version];
  const preview = useQuery({ queryKey: previewKey, queryFn: () => previewBy(send), enabled: asked !== undefined && !isTyping, staleTime: 0, gcTime: 0 });
  const change = useMutation({
    mutationFn: (attempt: Attempt<T>) => carryOut(attempt, queries),
    onSuccess: async (answer, { shown }) => {
      done(answer, shown);
      // Whatever is shown may say something else now; what was previewed is done.
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PREVIEW });
    },
    onError: async (error) => {
      // What was read may hold no longer: it is read anew, and the preview with it, which says why. Where the answer was lost nobody knows yet.
      if (!isLost(error) && !(error instanceof Moved)) await queries.invalidateQueries();
    },
  });
  const { reset } = change;
  useEffect(() => reset(), [asked, reset]);

  const lost = isLost(change.error);
  const begin = (): void => {
    if (lost && change.variables !== undefined) change.mutate(change.variables);
    else if (preview.data !== undefined) change.mutate({ requestId: crypto.randomUUID(), send, shown: preview.data, previewKey, agreed, wasSent: false });
  };
  const moved = hasMoved(change.error);
  const problem = moved ? preview.error : (change.error ?? preview.error);
  const isReady = lost || (asked !== undefined && !isTyping && preview.data !== undefined && preview.error === null && !preview.isFetching);
  return (
    <Dialog open modalType="modal" onOpenChange={(_, { open, type }) => !open && type !== 'backdropClick' && !change.isPending && close()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            {children}
            {problem !== null && <Failed error={problem} {...(problem instanceof ApiProblem && problem.mayPass && { retry: () => (lost ? begin() : void preview.refetch()) })} />}
            {moved && (
              <MessageBar intent="warning" layout="multiline" role="alert">
                <MessageBarBody>
                  <MessageBarTitle>Nothing was done yet</MessageBarTitle> Since this was shown, what it does has changed. Look at it again, and confirm it if it is still what you want.
                </MessageBarBody>
              </MessageBar>
            )}
            {lost && change.variables?.wasSent === true && <Text>It may have been done all the same. Trying again sends the very same call, which is done once.</Text>}
            {(preview.isFetching || isTyping) && asked !== undefined && <Spinner size="tiny" label="Asking what this will do …" />}
            {preview.data && preview.error === null && !lost && !isTyping && (
              <>
                <PreviewShown preview={preview.data} />
                {more?.(preview.data)}
              </>
            )}
          </DialogContent>
          <LeaveOrConfirm confirm={confirm} isWorking={change.isPending} isReady={isReady} leave={close} begin={begin} />
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
