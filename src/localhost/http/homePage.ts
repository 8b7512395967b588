import { type Answer, emptyAnswer } from './answer';

const PAGE = Buffer.from('<!doctype html><html lang="en"><meta charset="utf-8"><title>Functions app</title><p>The Functions app is running. No function answers here, so the host does.</p></html>\n');

/**
 * What the host says at `/`, to every method, where no function answers there: its page, or nothing.
 * @param setting the app setting AzureWebJobsDisableHomepage.
 */
export const homePage = (setting: string | undefined): Answer => (setting?.toLowerCase() === 'true' ? emptyAnswer(204) : { status: 200, headers: [['content-type', 'text/html']], body: PAGE });
