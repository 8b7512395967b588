import { Button, Field, Input, makeStyles, MessageBar, MessageBarBody, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Instant, localText, utcText } from '../../parts/instant';
import { Page } from '../../parts/page';
import { Section } from '../../parts/section';
import { Failed, Loading } from '../../parts/states';
import { named } from '../../parts/words';
import { useSession } from '../../session/useSession';
import { type InstallationClock, localClock } from '../../shell/clock';
import { HappenedList } from './happenedList';
import { moveClock, type NextEvents, readLastMove, readNext } from './localClock';
import { NextOfAll, NextOfPartner } from './nextList';

/** Often enough for a bar that moves. */
const WATCH_MS = 500;
const LOOK_MS = 5_000;

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end' },
  now: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
});

const Progress = ({ now, moving }: { readonly now: string; readonly moving: NonNullable<InstallationClock['moving']> }) => {
  const [from, at, to] = [moving.from, now, moving.to].map((each) => Date.parse(each)) as [number, number, number];
  const way = to - from;
  return (
    <Field label={`On the way to ${localText(moving.to)}`} hint={utcText(moving.to)} role="status">
      <ProgressBar {...(way > 0 && { value: Math.min(1, Math.max(0, (at - from) / way)) })} aria-label="Progress of the clock" />
    </Field>
  );
};

const Buttons = ({ now, next, isMoving, move }: { readonly now: string; readonly next: NextEvents | undefined; readonly isMoving: boolean; readonly move: (move: Parameters<typeof moveClock>[0]) => void }) => {
  const styles = useStyles();
  const [day, setDay] = useState('');
  return (
    <div className={styles.buttons}>
      <Button appearance="primary" disabled={isMoving || next === undefined} onClick={() => next !== undefined && move({ advanceTo: next.moveTo })}>
        To the next event
      </Button>
      <Button disabled={isMoving} onClick={() => move({ advance: 'P1D' })}>
        A day on
      </Button>
      <Button disabled={isMoving} onClick={() => move({ advance: 'P1M' })}>
        A month on
      </Button>
      <Field label="Day" hint="Its first instant, by UTC">
        <Input type="date" value={day} min={now.slice(0, 10)} onChange={(_, { value }) => setDay(value)} />
      </Field>
      <Button disabled={isMoving || day === ''} onClick={() => move({ advanceTo: day })}>
        To this day
      </Button>
    </div>
  );
};

/** A move runs in the server, whoever began it: whatever was read before it ended may be true no longer. */
const useMoves = () => {
  const queries = useQueryClient();
  const move = useMutation({ mutationFn: moveClock, onSettled: () => queries.invalidateQueries() });
  const state = useQuery({ ...localClock, refetchInterval: ({ state: { data } }) => (move.isPending || data?.moving !== undefined ? WATCH_MS : LOOK_MS) });
  const isMoving = move.isPending || state.data?.moving !== undefined;
  const wasMoving = useRef(isMoving);
  useEffect(() => {
    if (wasMoving.current && !isMoving) void queries.invalidateQueries();
    wasMoving.current = isMoving;
  }, [isMoving, queries]);
  return { move, state, isMoving };
};

const VirtualClock = ({ now, moves: { move, state, isMoving } }: { readonly now: string; readonly moves: ReturnType<typeof useMoves> }) => {
  const { caller, may } = useSession();
  const next = useQuery({ queryKey: ['clock', 'next'], queryFn: ({ signal }) => readNext(signal), enabled: !isMoving });
  const last = useQuery({ queryKey: ['clock', 'last'], queryFn: ({ signal }) => readLastMove(signal), enabled: !isMoving });
  const [first] = next.data?.items ?? [];
  return (
    <>
      <Section title="Move it">
        {first !== undefined && !isMoving && (
          <Text block>
            {`Next, of all organisations: ${named(first.kind).toLowerCase()} on `}
            <Instant at={first.at} />.
          </Text>
        )}
        <Buttons now={now} next={next.data} isMoving={isMoving} move={move.mutate} />
        <Text>It goes forward only. What falls due on the way is carried out, of all organisations.</Text>
        {state.data?.moving !== undefined ? <Progress now={now} moving={state.data.moving} /> : isMoving && <Loading what="how far it is" />}
        {move.error !== null && !isMoving && <Failed error={move.error} />}
        {next.error !== null && <Failed error={next.error} retry={() => void next.refetch()} />}
      </Section>
      {last.error !== null && <Failed error={last.error} retry={() => void last.refetch()} />}
      {last.data !== undefined && last.data !== null && !isMoving && (
        <Section title="What happened on the last move">
          <HappenedList moved={last.data} />
        </Section>
      )}
      {!isMoving && (
        <Section title="What is next">
          {caller.kind === 'partner' && may('subscriptions.read') ? <NextOfPartner /> : next.data === undefined ? <Loading what="what is next" /> : <NextOfAll next={next.data} />}
        </Section>
      )}
    </>
  );
};

/** The clock of a local server: what is next, moves, and what happened on the last. */
export const ClockPage = () => {
  const styles = useStyles();
  const moves = useMoves();
  const { data, error, refetch } = moves.state;
  return (
    <Page title="Clock">
      {error !== null && data === undefined ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading what="the clock" />
      ) : (
        <>
          <div className={styles.now} data-testid="clock-now">
            <Instant at={data.now} />
          </div>
          {data.virtual ? (
            <VirtualClock now={data.now} moves={moves} />
          ) : (
            <MessageBar layout="multiline">
              <MessageBarBody>This server runs on the real clock, which nobody can move. Started with --clock it has one of its own.</MessageBarBody>
            </MessageBar>
          )}
        </>
      )}
    </Page>
  );
};
