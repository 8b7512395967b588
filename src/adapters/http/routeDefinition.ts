import { type z } from 'zod';
import { type Refusal, type RequestRefusal } from '../../app/refusals';
import { type Result } from '../../kernel/result';
import { type Deprecation } from './deprecation';
import { type Permission } from './permissions';
import { type CallContext, type RequestContext } from './requestContext';
import { type Answer } from './respond';

/** What a route can answer in beside JSON. */
export type AnswerForm = 'text/csv' | 'application/x-ndjson' | 'text/calendar' | 'application/pdf' | 'text/html' | 'application/octet-stream';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The names in braces of a path: `/v1/customers/{customerId}` has `customerId`. */
export type ParamName<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamName<Rest> : never;

type Params<Path extends string, Schemas> = { readonly [Name in ParamName<Path>]: Schemas extends Record<Name, infer S extends z.ZodType> ? z.output<S> : string };

/** What a handler gets: everything in it has been checked. */
export interface RouteRequest<Path extends string, Schemas, Query extends z.ZodType, Body extends z.ZodType, Context> {
  readonly params: Params<Path, Schemas>;
  readonly query: z.output<Query>;
  readonly body: z.output<Body>;
  readonly context: Context;
}

/** @param params of the path, as text, not checked yet. */
export type RoleRefused = (params: Readonly<Record<string, string>>) => Refusal;

interface RouteParts<Path extends string, Schemas, Query extends z.ZodType, Body extends z.ZodType, Context> {
  /** Of the function; unique without regard to case. */
  readonly name: string;
  readonly method: Method;
  /** With its leading slash. Matched without regard to case. */
  readonly path: Path;
  /** Schemas of path parameters. One without a schema is a GUID, handed over in lower case. */
  readonly params?: Schemas;
  /** Parameters of the query string, names without regard to case and underscores; an object. Any other name is refused, but for the next ones. */
  readonly query?: Query;
  /** Names that published clients send and that change nothing here, each with why: they are taken, whatever they say. */
  readonly queryForNothing?: Readonly<Record<string, string>>;
  /** What it answers in beside JSON, as `Accept` chooses, or `format` in the query; a form that is not here is refused. */
  readonly answersAlso?: readonly AnswerForm[];
  /** Without it a body is tolerated and ignored, whatever it is. */
  readonly body?: Body;
  /** Reads a body of type `text/csv` into what the schema takes; without it a body is JSON whatever its type. */
  readonly csvBody?: (text: string) => Result<unknown, RequestRefusal>;
  /** A write that cannot be previewed says so: `?preview=true` is then refused instead of being carried out. */
  readonly preview?: 'unsupported';
  /** Set where the contract itself has replaced the operation. */
  readonly deprecated?: Deprecation;
  readonly handle: (request: RouteRequest<Path, Schemas, Query, Body, Context>) => Promise<Result<Answer, Refusal>>;
}

export interface RouteDefinition<Path extends string, Schemas, Query extends z.ZodType, Body extends z.ZodType> extends RouteParts<Path, Schemas, Query, Body, RequestContext> {
  /** The row of the permission table that opens this route. */
  readonly permission: Permission;
  /** `required`: an app-only token is refused. */
  readonly user?: 'required';
  /** What a caller whose roles do not carry the permission is told, where the contract has a code of its own for that; else RoleNotSufficient. */
  readonly roleRefused?: RoleRefused;
}

/** A route for callers without a token: health for a load balancer, the API's description. Nothing of a partner or customer. */
export type PublicRouteDefinition<Path extends string, Schemas, Query extends z.ZodType, Body extends z.ZodType> = RouteParts<Path, Schemas, Query, Body, CallContext>;

/** Any route as the pipeline sees it, its types forgotten: what the schemas checked is what the handler expects. */
export interface ServedRoute {
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly params: Readonly<Record<string, z.ZodType>>;
  readonly query?: z.ZodType;
  readonly queryForNothing?: Readonly<Record<string, string>>;
  readonly answersAlso?: readonly AnswerForm[];
  readonly body?: z.ZodType;
  readonly csvBody?: (text: string) => Result<unknown, RequestRefusal>;
  readonly preview?: 'unsupported';
  readonly deprecated?: Deprecation;
  readonly access: 'public' | { readonly permission: Permission; readonly user?: 'required'; readonly roleRefused?: RoleRefused };
  readonly handle: (request: { params: unknown; query: unknown; body: unknown; context: CallContext | RequestContext }) => Promise<Result<Answer, Refusal>>;
}
