import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { appFolder } from '../http/appFolder';

const hostSchema = z.object({ extensions: z.object({ durableTask: z.object({ defaultVersion: z.string() }) }) });

/** Of the processes that are started now, as host.json has it. @throws when the file cannot be read, or says none. */
export const orchestrationVersion = (): string => hostSchema.parse(JSON.parse(readFileSync(join(appFolder(), 'host.json'), 'utf8'))).extensions.durableTask.defaultVersion;
