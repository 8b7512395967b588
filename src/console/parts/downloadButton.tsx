import { Button, Spinner } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { download } from '../api/download';
import { Failed } from './states';
import { Unreadable } from './unreadable';

/**
 * Has the browser keep a file that the API answers, and says where it could not, or where the file is short of rows.
 * @param path of the API, with its query
 * @param name of the file where the answer names none
 */
export const DownloadButton = ({ label, path, accept, name }: { readonly label: string; readonly path: string; readonly accept: string; readonly name: string }) => {
  const file = useMutation({ mutationFn: () => download(path, accept, name) });
  return (
    <>
      <Button icon={file.isPending ? <Spinner size="tiny" /> : <ArrowDownloadRegular />} disabled={file.isPending} onClick={() => file.mutate()}>
        {label}
      </Button>
      <Unreadable count={file.data ?? 0} of="the file" />
      {file.error !== null && <Failed error={file.error} retry={() => file.mutate()} />}
    </>
  );
};
