import { app } from '@azure/functions';
import { squareOf } from './squareOf';

app.get('square', { route: 'squares/{of:int}', handler: ({ params }) => ({ jsonBody: squareOf(Number(params['of'])) }) });
