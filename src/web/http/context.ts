import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactElement } from 'react';
import type { Config } from '#base/config.ts';
import type { Log } from '#base/log.ts';
import type { Refusal } from '#base/result.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import type { Actor } from '#platform/people/actor.ts';
import type { UseCase } from '#platform/people/policy.ts';
import type { SignIn } from '#platform/people/sign-in.ts';
import type { Store } from '#platform/store/store.ts';
import type { View } from '#web/components/view.ts';

/** What every room's routes are given. */
export interface Context {
  readonly config: Config;
  readonly log: Log;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly signIn: SignIn;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The use case that the route is; the server does not start when a route names none. */
    policy?: UseCase;
    /** What its description in OpenAPI cannot be read from its schemas. */
    api?: ApiNote;
  }
  interface FastifyRequest {
    actor: Actor;
    /** Why the key that the request bears does not hold; null: it holds, or there is none. */
    refusedKey: Refusal | null;
    /** What every page knows of this request. */
    view(): View;
  }
  interface FastifyReply {
    /** Answers a page: HTML with an ETag, or 304. */
    page(element: ReactElement, options?: PageOptions): FastifyReply;
    /**
     * The same for a page that is often asked for and dear to make: made once for what it is made from, and kept while
     * there is room.
     * @param from everything that the page shows besides what every page knows of the request: what is left out of it
     * is shown as it was
     */
    keptPage(from: unknown, element: () => ReactElement): FastifyReply;
    /** Answers a document of another kind with an ETag, or 304. */
    document(type: string, body: string | Uint8Array, options?: PageOptions): FastifyReply;
  }
}

export interface ApiNote {
  /** Content types of a body that is taken as it comes. */
  readonly takes?: readonly string[];
  /** Content type of an answer that is no JSON. */
  readonly gives?: string;
  /** Why a command needs no `Idempotency-Key`: what makes it do nothing when it is sent again. */
  readonly repeatable?: string;
}

export interface PageOptions {
  readonly status?: number;
  /** How long anybody may keep it without asking, in seconds; only for what is the same for everybody. */
  readonly maxAgeSeconds?: number;
}

export type Request = FastifyRequest;
export type Reply = FastifyReply;
