import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { routes } from '../../src/adapters/http/route';
import { describedProblem, type Exchange } from './describedAnswer';
import { SEEN } from './seenAnswers';

const FUNCTIONS = join(__dirname, '../../functions/http');

const loadRoutes = (): void => {
  const load = createRequire(__filename);
  // Without a host the library says at each start that it has none.
  const { warn } = console;
  console.warn = () => undefined;
  for (const file of readdirSync(FUNCTIONS)) load(join(FUNCTIONS, file));
  console.warn = warn;
};

/** The end of a run: every answer that servers gave has to be one that the description knows. @throws Error that names those that are not, which fails the run. */
const describedTeardown = (): void => {
  if (!existsSync(SEEN)) return;
  const seen = readdirSync(SEEN).flatMap((file) => readFileSync(join(SEEN, file), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Exchange));
  rmSync(SEEN, { recursive: true, force: true });
  loadRoutes();
  const problems = [...new Set(seen.flatMap((exchange) => describedProblem(routes(), exchange) ?? []))];
  if (problems.length > 0) throw new Error(`${problems.length} answers are not as the API is described:\n\n${problems.slice(0, 20).join('\n\n')}`);
};

export default describedTeardown;
