// Preloaded into a server and its Azurite with `node --require`: at every SIGUSR2 collects garbage and writes what is left into `MEMORY_FOLDER`, as `{pid}.{n}.json`, the first time as n = 1.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const folder = process.env['MEMORY_FOLDER'] ?? '.';
let told = 0;
process.on('SIGUSR2', () => {
  // Twice: what finalizers let go of is collected by the second.
  collect();
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const file = join(folder, `${process.pid}.${(told += 1)}.json`);
  writeFileSync(`${file}.new`, JSON.stringify({ bytes: heapUsed + external, resident: rss }));
  renameSync(`${file}.new`, file);
});
