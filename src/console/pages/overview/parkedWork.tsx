import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { answerOf, api } from '../../api/api';
import { useList } from '../../api/pages';
import { Question } from '../../change/question';
import { Instant } from '../../parts/instant';
import { LongTable } from '../../parts/longTable';
import { named } from '../../parts/words';

/** Work that failed for a day and was given up, each released by itself. */
export const ParkedWork = () => {
  const list = useList(['parked'], (page, signal) => answerOf(api.GET('/nextterm/v1/operations/parked', { signal, params: { query: page.query, header: page.header } })));
  const [asked, setAsked] = useState<{ readonly id: string; readonly kind: string; readonly subject: string }>();
  return (
    <>
      <LongTable
        list={list}
        label="Parked work"
        what="parked work"
        empty="No work is parked."
        keyOf={({ id }) => id}
        columns={[
          { title: 'Work', cell: ({ kind }) => named(kind) },
          { title: 'Of', cell: ({ subject }) => subject },
          { title: 'Failing since', cell: ({ failingSince }) => <Instant at={failingSince} /> },
          { title: 'Tried', isNumber: true, cell: ({ attempts }) => attempts },
          { title: 'Reason', cell: ({ reason }) => reason },
          {
            title: 'Release',
            cell: (work) => (
              <Button size="small" onClick={() => setAsked(work)} aria-label={`Release ${named(work.kind)} of ${work.subject}`}>
                Release
              </Button>
            ),
          },
        ]}
      />
      {asked !== undefined && (
        <Question
          title="Release parked work"
          confirm="Release it"
          send={(header) => answerOf(api.POST('/nextterm/v1/operations/parked/{parkedId}/release', { params: { path: { parkedId: asked.id }, header } }))}
          close={() => setAsked(undefined)}
        >
          {`${named(asked.kind)} of ${asked.subject} is due at once, and tried again as if it had never failed.`}
        </Question>
      )}
    </>
  );
};
