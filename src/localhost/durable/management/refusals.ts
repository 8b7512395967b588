import { type MountedResponse } from '../../contracts';

/** A text as the extension answers it: a JSON string. */
export const jsonText = (status: number, text: string): MountedResponse => ({ status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: Buffer.from(JSON.stringify(text)) });

/** A refusal as the extension words it: `Message` says it in general, `ExceptionMessage` in particular. Its stack trace is left out. */
export const refusal = (status: number, Message: string, particular: string, ExceptionType: string): MountedResponse => ({ status, body: { Message, ExceptionMessage: particular, ExceptionType } });

/** What the extension did not expect. */
export const wentWrong = (particular: string, exceptionType: string): MountedResponse => refusal(500, 'Something went wrong while processing your request', particular, exceptionType);

export const INVALID_OPERATION = 'System.InvalidOperationException';

/** A body that cannot be read as JSON. @param reason the parser's. */
export const notJson = (message: string, reason: string): MountedResponse => refusal(400, message, reason, 'Newtonsoft.Json.JsonReaderException');

export const STORAGE_FAILED = 'DurableTask.AzureStorage.Storage.DurableTaskStorageException';
