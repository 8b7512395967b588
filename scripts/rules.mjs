// npm run rules: which test files prove which rule of docs/rules.md.
import { rules } from './rules/rules.mjs';

process.exitCode = await rules(process.argv.slice(2));
