import { isLoopbackHost } from '../crossOrigin';

/** Who sells here, and how somebody of theirs signs in. */
export interface LocalPartner {
  readonly name: string;
  /** Whether it is an indirect reseller, who cannot sell by itself. */
  readonly isReseller: boolean;
  readonly tenantId: string;
  readonly domain: string;
  /** In front of the dash and the role in client ids: `havn`. */
  readonly slug: string;
}

/** A request that was answered: nothing of its query, its headers or its body. */
export interface LastRequest {
  /** By the server's clock, UTC: `2026-01-31T10:00:00.000Z`. */
  readonly at: string;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly status: number;
  /** Of a refusal. */
  readonly code?: string | number;
  /** Of real time. */
  readonly milliseconds: number;
  readonly requestId?: string;
}

/** What a server on somebody's own machine shows on its landing page besides. */
export interface LocalSide {
  readonly clockMoves: boolean;
  /** That client ids end with. */
  readonly roles: readonly string[];
  readonly partners: readonly LocalPartner[];
  /** How many are left out. */
  readonly morePartners: number;
  /** The newest first. */
  readonly requests: readonly LastRequest[];
}

let source: (() => Promise<LocalSide>) | undefined;

/** Told by the local runtime; nobody tells it on Azure. @returns takes it back. */
export const showLocally = (show: () => Promise<LocalSide>): (() => void) => {
  source = show;
  return () => {
    if (source === show) source = undefined;
  };
};

/** @param host as the browser names this server. A foreign name that was made to point here is shown nothing. */
export const localSide = async (host: string | undefined): Promise<LocalSide | undefined> =>
  source !== undefined && URL.canParse(`http://${host}`) && isLoopbackHost(new URL(`http://${host}`).hostname) ? source() : undefined;
