import { type components } from '@described';
import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { Question } from '../../change/question';
import { Instant } from '../../parts/instant';
import { ShortTable } from '../../parts/longTable';
import { Failed, Loading } from '../../parts/states';
import { StatusBadge } from '../../parts/statusBadge';
import { named } from '../../parts/words';

type Part = components['schemas']['HealthPart'];

const AGAIN_MILLIS = 15_000;

/** `12`, `1000 or more`; nothing where nothing is counted. */
const countOf = ({ count, more }: Part): string => (count === undefined ? '' : more === true ? `${count} or more` : String(count));

/** How an installation is, part by part, and whether its due work is held back, which can be ended here. */
export const InstallationNow = () => {
  const { data, error, refetch } = useQuery({ queryKey: ['status'], queryFn: ({ signal }) => answerOf(api.GET('/nextterm/v1/operations/status', { signal })), refetchInterval: AGAIN_MILLIS });
  const [isAsked, setIsAsked] = useState(false);
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="how the installation is" />;
  const { parts, status, sweep } = data;
  return (
    <>
      {sweep.state !== 'running' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{sweep.state === 'paused' ? 'Due work is paused' : 'Due work is drained'}</MessageBarTitle> {sweep.kinds === undefined ? '' : `${sweep.kinds.map(named).join(', ')} only. `}
            {sweep.reason}
            {sweep.since !== undefined && (
              <>
                {' '}
                Since <Instant at={sweep.since} />.
              </>
            )}
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => setIsAsked(true)}>Let it go on</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      <div>
        <StatusBadge status={status} />
      </div>
      <ShortTable
        rows={parts}
        label="Parts of the installation"
        keyOf={({ name }) => name}
        columns={[
          { title: 'Part', cell: ({ name }) => named(name) },
          { title: 'State', cell: ({ state }) => named(state) },
          { title: 'Count', isNumber: true, cell: countOf },
        ]}
      />
      {isAsked && (
        <Question
          title="Let due work go on"
          confirm="Let it go on"
          send={(header) => answerOf(api.PUT('/nextterm/v1/operations/sweep', { params: { header }, body: { state: 'running' } }))}
          close={() => setIsAsked(false)}
        >
          What was held back is carried out by the next sweep, as of the instants at which it fell due.
        </Question>
      )}
    </>
  );
};
