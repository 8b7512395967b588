/** The data of a deadline with the trace of what brought it about, where that is known; a deadline that nothing else is known of keeps none. */
export const withTrace = (data: Readonly<Record<string, unknown>> | undefined, { traceparent }: { readonly traceparent?: string | undefined }): Readonly<Record<string, unknown>> | undefined =>
  traceparent === undefined ? data : { ...data, traceparent };

/** W3C `traceparent` of what brought a deadline about; undefined where it is not known. */
export const carriedTrace = ({ data }: { readonly data?: Readonly<Record<string, unknown>> | undefined }): string | undefined => {
  const traceparent = data?.['traceparent'];
  return typeof traceparent === 'string' ? traceparent : undefined;
};
