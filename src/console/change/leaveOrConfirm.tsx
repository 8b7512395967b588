import { Button, DialogActions } from '@fluentui/react-components';

/** The two ways out of a dialog that changes something; neither while it is being changed. */
export const LeaveOrConfirm = ({ confirm, isWorking, isReady = true, leave, begin }: { readonly confirm: string; readonly isWorking: boolean; readonly isReady?: boolean; readonly leave: () => void; readonly begin: () => void }) => (
  <DialogActions>
    <Button onClick={leave} disabled={isWorking}>
      Leave as it is
    </Button>
    <Button appearance="primary" disabled={!isReady || isWorking} onClick={begin}>
      {isWorking ? 'Working …' : confirm}
    </Button>
  </DialogActions>
);
