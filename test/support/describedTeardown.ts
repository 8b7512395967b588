import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadRoutes } from '../../src/cli/openapi/loadRoutes';
import { describedProblem, type Exchange } from './describedAnswer';
import { SEEN } from './seenAnswers';

/** The end of a run: every answer that servers gave has to be one that the description knows. @throws Error that names those that are not, which fails the run. */
const describedTeardown = (): void => {
  if (!existsSync(SEEN)) return;
  const seen = readdirSync(SEEN).flatMap((file) => readFileSync(join(SEEN, file), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Exchange));
  rmSync(SEEN, { recursive: true, force: true });
  const routes = loadRoutes();
  const problems = [...new Set(seen.flatMap((exchange) => describedProblem(routes, exchange) ?? []))];
  if (problems.length > 0) throw new Error(`${problems.length} answers are not as the API is described:\n\n${problems.slice(0, 20).join('\n\n')}`);
};

export default describedTeardown;
