import { Button, Field, makeStyles, MessageBar, MessageBarBody, Spinner, Text, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Question } from '../../change/question';
import { Section } from '../../parts/section';
import { Failed } from '../../parts/states';
import { counted, named } from '../../parts/words';
import { leftText } from './leftText';
import { OutcomeTable } from './outcomeTable';
import { type Outcome, sendLines, type Way } from './planCalls';
import { type PlanLine, planLines } from './planFile';

const useStyles = makeStyles({ buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM } });

const WORDS = {
  apply: { look: 'Show what it would do', would: 'would_apply', begin: 'Carry out', title: 'Carry out the plan', says: 'Each line is carried out by itself, and can be taken back with the same file.' },
  undo: { look: 'Show what taking it back would do', would: 'would_take_back', begin: 'Take back', title: 'Take the plan back', says: 'What these lines did is taken back, each by itself, as far as that is still possible.' },
} as const;

const countsText = (outcomes: readonly Outcome[]): string => {
  const counts = new Map<string, number>();
  for (const { outcome } of outcomes) counts.set(outcome.status, (counts.get(outcome.status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${named(status).toLowerCase()}`).join(', ');
};

const Lines = ({ lines }: { readonly lines: readonly PlanLine[] }) => {
  const styles = useStyles();
  const [done, setDone] = useState<readonly Outcome[]>();
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const look = useMutation({ mutationFn: (way: Way) => sendLines(way, lines, true), onMutate: () => setDone(undefined) });
  const way = look.variables ?? 'apply';
  const would = (look.data ?? []).filter(({ outcome }) => outcome.status === WORDS[way].would).map(({ line }) => line);
  const carryOut = (): Promise<readonly Outcome[]> => {
    // From here on nobody may say that nothing was changed.
    setDone([]);
    return sendLines(way, would, false, setDone);
  };
  const leave = (): void => {
    setAsking(false);
    // A part may have been carried out.
    void queries.invalidateQueries({ queryKey: ['renewals'] });
  };
  // While it is asked, and on its way, the dialog says how it goes.
  const left = done === undefined || isAsking ? undefined : leftText(would.length, done.length);
  return (
    <>
      <Text>{`The file has ${counted(lines.length, 'line')}.`}</Text>
      <div className={styles.buttons}>
        {(['apply', 'undo'] as const).map((each) => (
          <Button key={each} disabled={look.isPending} onClick={() => look.mutate(each)}>
            {WORDS[each].look}
          </Button>
        ))}
      </div>
      {look.isPending && <Spinner size="tiny" label="Asking what this will do …" />}
      {look.error !== null && <Failed error={look.error} retry={() => look.mutate(way)} />}
      {look.data !== undefined && done === undefined && (
        <>
          <Text role="status">{`${countsText(look.data)}. Nothing was changed yet.`}</Text>
          <OutcomeTable outcomes={look.data} label="What the plan would do" />
          {would.length > 0 && (
            <div>
              <Button appearance="primary" onClick={() => setAsking(true)}>{`${WORDS[way].begin} ${counted(would.length, 'line')}`}</Button>
            </div>
          )}
        </>
      )}
      {done !== undefined && (
        <>
          {done.length > 0 && <Text role="status">{`${countsText(done)}.`}</Text>}
          {left !== undefined && (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{left}</MessageBarBody>
            </MessageBar>
          )}
          {done.length > 0 && <OutcomeTable outcomes={done} label="What became of the plan" />}
        </>
      )}
      {isAsking && (
        <Question title={WORDS[way].title} confirm={`${WORDS[way].begin} ${counted(would.length, 'line')}`} send={carryOut} close={leave}>
          {WORDS[way].says}
        </Question>
      )}
    </>
  );
};

/** A plan that was edited: what it would do, line by line, then carried out, or taken back. */
export const PlanSection = () => {
  const file = useMutation({ mutationFn: async (chosen: File) => planLines(await chosen.text()) });
  return (
    <Section title="An edited plan">
      <Text block>Download the plan, edit in any spreadsheet what the next terms are to be, and choose the file here. Lines that say nothing new are left alone.</Text>
      <Field label="File of the plan">
        {(props) => (
          <input
            {...props}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              if (chosen !== undefined) file.mutate(chosen);
              // The same file can be chosen again once it was edited.
              target.value = '';
            }}
          />
        )}
      </Field>
      {file.error !== null && <Failed error={file.error} />}
      {file.data !== undefined && <Lines key={file.submittedAt} lines={file.data} />}
    </Section>
  );
};
