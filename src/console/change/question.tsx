import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { Failed } from '../parts/states';
import { LeaveOrConfirm } from './leaveOrConfirm';

/**
 * Asks before what has no preview: its children say what it does. Sent again after a lost answer it is the same call, done once.
 * @param send with these headers
 */
export const Question = <T,>({ title, confirm, children, send, done, close }: { readonly title: string; readonly confirm: string; readonly children: ReactNode; readonly send: (header: { readonly 'MS-RequestId': string }) => Promise<T>; readonly done?: (answer: T) => void; readonly close: () => void }) => {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (requestId: string) => send({ 'MS-RequestId': requestId }),
    onSuccess: async (answer) => {
      done?.(answer);
      close();
      await queries.invalidateQueries();
    },
  });
  const begin = (): void => change.mutate(change.variables ?? crypto.randomUUID());
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {children}
            {change.error !== null && <Failed error={change.error} />}
          </DialogContent>
          <LeaveOrConfirm confirm={confirm} isWorking={change.isPending} leave={close} begin={begin} />
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
