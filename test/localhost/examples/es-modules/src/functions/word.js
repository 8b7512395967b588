import { app } from '@azure/functions';
import { words } from '../words.js';

app.get('word', { route: 'words/{position:int:min(1)}', handler: ({ params }) => ({ body: words[params.position - 1] ?? 'none' }) });
