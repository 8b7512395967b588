import { type DefineCommand } from '../command';

/** `npm run scale`: prints the figures of docs/scale.md. Exit code 0. */
export const scaleCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('scale')
    .summary('how far it goes and what it costs, computed from what is counted, and simulated')
    .usage('[flags]')
    .action(() => {
      return ends(
        import('./scaleTables.js').then(({ scaleTables }) => {
          terminal.print(scaleTables());
          return 0;
        }),
      );
    });
};
