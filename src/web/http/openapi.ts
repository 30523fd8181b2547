/** How the routes under `/api/` are described: their use case, who may, which scope a key needs, and what every answer can be. */
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { POLICY, type UseCase } from '#platform/people/policy.ts';
import { scopesWith } from '#platform/people/scope.ts';
import type { ApiNote } from './context.ts';

export const SECURITY_SCHEMES = {
  key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'gbk_…',
    description:
      'A key that the administrator made for another system. The scopes that an operation asks for are named beside it; to act for a person, send also `Gongbao-On-Behalf-Of: <authority number>`.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'gongbao.session_token',
    description: 'The session of a person who signed in on this site.',
  },
} as const;

/** Commands that change something and are not repeatable by themselves. */
const COMMANDS: readonly string[] = ['POST', 'PATCH'];

const KEY_HEADER = {
  'idempotency-key': z
    .string()
    .optional()
    .describe(
      'Unique to the command, 8 to 100 characters, best a UUID (draft-ietf-httpapi-idempotency-key-header). Sent again with the same key, the command does nothing and answers as the first time. Required unless the body has a `requestKey`.',
    ),
};
const PERSON_HEADER = {
  'gongbao-on-behalf-of': z
    .uuid()
    .optional()
    .describe('With a key: number of the authority that the person gave the system.'),
};

const operationId = (method: string, url: string): string =>
  method.toLowerCase() +
  url
    .replace(/^\/api/, '')
    .split(/[/.:_-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

function securityOf(useCase: UseCase): Record<string, string[]>[] {
  const rule: string | readonly string[] = POLICY[useCase];
  const key = scopesWith(useCase).length > 0 ? [{ key: [] }] : [];
  return rule === 'everybody' ? [{}, ...key] : [{ session: [] }, ...key];
}

/** Pages are left out; routes of the API are described with what their policy says of them. */
export const describeRoute: typeof jsonSchemaTransform = (args) => {
  const { url, route } = args;
  const { policy, api = {} } = (route.config ?? {}) as { policy?: UseCase; api?: ApiNote };
  if (!url.startsWith('/api/') || !policy) return { schema: { hide: true }, url };
  const method = String([route.method].flat()[0]);
  const command = COMMANDS.includes(method) && api.repeatable === undefined;
  const rule: string | readonly string[] = POLICY[policy];
  const scopes = scopesWith(policy);
  const personal = rule === 'account' && scopes.length > 0;
  const headers = { ...(command && KEY_HEADER), ...(personal && PERSON_HEADER) };
  const { schema } = jsonSchemaTransform({
    ...args,
    schema: {
      ...args.schema,
      ...(Object.keys(headers).length > 0 && { headers: z.object(headers) }),
    },
  } as Parameters<typeof jsonSchemaTransform>[0]);
  return {
    schema: {
      ...schema,
      operationId: operationId(method, url),
      security: securityOf(policy),
      'x-use-case': policy,
      'x-scopes': scopes,
      ...(api.repeatable !== undefined && { 'x-repeatable': api.repeatable }),
      ...(api.takes && { 'x-takes': api.takes }),
      ...(api.gives && { 'x-gives': api.gives }),
    } as never,
    url,
  };
};

type Operation = {
  operationId: string;
  summary?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
  'x-use-case': UseCase;
  'x-scopes': string[];
  'x-repeatable'?: string;
  'x-takes'?: string[];
  'x-gives'?: string;
};
export type ApiDescription = {
  openapi: string;
  info: Record<string, unknown>;
  paths: Record<string, Record<string, Operation>>;
  webhooks?: Record<string, unknown>;
  components?: Record<string, unknown>;
};

/** The form of every refusal. */
const REFUSAL = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', description: 'Stable, English.' },
        message: { type: 'string', description: 'Chinese, for the person: what to do next.' },
        basis: { type: 'string', description: 'The clause that refused, when a rule did.' },
      },
    },
  },
};

const refused = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
});

/** Refusals that the house makes before any handler runs, by status. */
const REFUSALS: Readonly<Record<string, object>> = {
  '401': refused('Not signed in, or the key is wrong, ended or revoked.'),
  '403': refused('The account, or the key with its scopes and posts, may not.'),
  '429': refused('Too many requests; ask again after `Retry-After` seconds.'),
};

/** What the site sends by itself, by name, and the schemas that it names. */
export type SentByItself = {
  readonly webhooks: Record<string, unknown>;
  readonly schemas: Record<string, unknown>;
};

/** The whole description of the API (OpenAPI 3.1). */
export function describeApi(app: FastifyInstance, { webhooks, schemas }: SentByItself): ApiDescription {
  const { openapi, info, ...made } = structuredClone(app.swagger()) as unknown as ApiDescription;
  for (const operations of Object.values(made.paths)) for (const op of Object.values(operations)) finish(op);
  const components = (made.components ?? {}) as { schemas?: object; responses?: object };
  return {
    openapi,
    info: {
      ...info,
      description:
        'Everything that the pages of services, permits, licences, ratings, the calendar and notices can do. Dates are YYYY-MM-DD, instants ISO 8601. A readable page of this is /developers.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    ...made,
    webhooks,
    components: {
      ...components,
      schemas: { ...components.schemas, ...schemas, Refusal: REFUSAL },
      responses: Object.fromEntries(Object.entries(REFUSALS).map(([status, r]) => [`Refused${status}`, r])),
    },
  };
}

function finish(op: Operation): void {
  for (const status of Object.keys(REFUSALS)) {
    const open = op.security?.some((s) => Object.keys(s).length === 0) ?? false;
    if (!(open && status === '403'))
      op.responses[status] ??= { $ref: `#/components/responses/Refused${status}` };
  }
  const bytes = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, {}]));
  if (op['x-takes']) op.requestBody = { required: true, content: bytes(op['x-takes']) };
  if (op['x-gives'])
    op.responses['200'] = {
      description: 'The content.',
      content: bytes([op['x-gives']]),
    };
  delete op['x-takes'];
  delete op['x-gives'];
}
