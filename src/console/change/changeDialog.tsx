import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useMemo } from 'react';
import { answerOf } from '../api/api';
import { ApiProblem } from '../api/problem';
import { Failed } from '../parts/states';
import { isPreview, type Preview } from './preview';
import { PreviewShown } from './previewShown';

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

export interface ChangeDialogProps<T> {
  readonly title: string;
  /** Of the button that carries it out. */
  readonly confirm: string;
  /** The form, whose state its owner keeps: nothing that was typed is lost by a refusal. */
  readonly children?: ReactNode;
  /** All that the form says, as text; undefined: it is not complete yet. The preview is of exactly this. */
  readonly asked: string | undefined;
  readonly send: (sent: Sent) => Promise<Answered<T>>;
  /** Shown beside the lines of the preview. */
  readonly more?: (preview: Preview<T>) => ReactNode;
  readonly done: (answer: T) => void;
  readonly close: () => void;
}

const useStyles = makeStyles({ content: { display: 'grid', gap: tokens.spacingVerticalL }, surface: { maxWidth: 'min(56rem, 96vw)', width: '100%' } });

/**
 * Every change goes through this: the form, its preview by the server as the form stands, then the question. What is carried out is what was previewed, under one request id, so that asking again after a lost answer does it once.
 * A refusal is shown where the preview stood; the dialog stays, and what was typed with it.
 */
export const ChangeDialog = <T,>({ title, confirm, children, asked, send, more, done, close }: ChangeDialogProps<T>) => {
  const styles = useStyles();
  const opened = useId();
  const queries = useQueryClient();
  const requestId = useMemo(() => (asked === undefined ? '' : crypto.randomUUID()), [asked]);
  const preview = useQuery({
    queryKey: ['preview', opened, asked],
    queryFn: async () => {
      // A preview uses no request id up.
      const answer: unknown = await answerOf(send({ query: { preview: true }, header: { 'MS-RequestId': crypto.randomUUID() } }));
      if (!isPreview(answer)) throw new ApiProblem(200, 0, 'The server answered without a preview.');
      return answer as Preview<T>;
    },
    enabled: asked !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
  const change = useMutation({
    mutationFn: () => answerOf(send({ query: {}, header: { 'MS-RequestId': requestId } })),
    onSuccess: async (answer) => {
      done(answer);
      // Whatever is shown may say something else now.
      await queries.invalidateQueries();
    },
    // What was previewed may hold no longer: it is asked for again, and says why.
    onError: () => preview.refetch(),
  });
  const problem = change.error ?? preview.error;
  return (
    <Dialog open modalType="modal" onOpenChange={(_, { open }) => !open && !change.isPending && close()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            {children}
            {problem !== null && <Failed error={problem} {...(problem instanceof ApiProblem && problem.mayPass && { retry: () => (change.error === null ? void preview.refetch() : change.mutate()) })} />}
            {preview.isFetching && <Spinner size="tiny" label="Asking what this will do …" />}
            {preview.data && preview.error === null && (
              <>
                <PreviewShown preview={preview.data} />
                {more?.(preview.data)}
              </>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={close} disabled={change.isPending}>
              Leave as it is
            </Button>
            <Button appearance="primary" disabled={asked === undefined || preview.data === undefined || preview.error !== null || preview.isFetching || change.isPending} onClick={() => change.mutate()}>
              {change.isPending ? 'Working …' : confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
