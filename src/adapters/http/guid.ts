const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether `text` is a GUID with hyphens and without braces, in any letter case. */
export const isGuid = (text: string | undefined): text is string => text !== undefined && GUID.test(text);
