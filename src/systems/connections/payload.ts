/** What a webhook says: what happened to which case, and nothing about whose it is. Pure. */
import { z } from 'zod';
import { EVENT_KINDS, KINDS, type Kind } from './kinds.ts';
import type { SourceEvent } from './queries.ts';

/** The body of every webhook, as the Standard Webhooks scheme asks: type, timestamp, data. */
export const Payload = z.object({
  type: z.enum(Object.keys(KINDS) as [Kind, ...Kind[]]),
  timestamp: z.string().describe('When it was recorded, ISO 8601.'),
  data: z.object({
    division: z.string(),
    body: z.string().describe('Body that has the case, or that issued the licence.'),
    caseId: z.string(),
    caseNumber: z.string(),
    seq: z
      .int()
      .describe(
        'Number of the event in its case or licence, without a gap: put them in order by it, whatever order they come in.',
      ),
    on: z.string().describe('Day on which it takes effect in law, YYYY-MM-DD.'),
    state: z.string().nullable().describe('State of the case from then on; null for a licence.'),
    outcome: z
      .string()
      .nullable()
      .describe('granted, refused, deemed, not_needed, wrong_body, revoked, withdrawn, cancelled.'),
  }),
});

export function payloadOf(
  division: string,
  { kind, outcome }: { readonly kind: Kind; readonly outcome?: string },
  event: SourceEvent,
): string {
  const said: z.infer<typeof Payload> = {
    type: kind,
    timestamp: event.at.toISOString(),
    data: {
      division,
      body: event.body,
      caseId: event.caseId,
      caseNumber: event.caseNumber,
      seq: event.seq,
      on: event.on,
      state: event.state,
      outcome: outcome ?? null,
    },
  };
  return JSON.stringify(said);
}

/** What a ping says: nothing happened. */
export const pingPayload = (division: string, body: string, at: Temporal.Instant): string =>
  JSON.stringify({
    type: 'ping',
    timestamp: at.toString({ smallestUnit: 'millisecond' }),
    data: { division, body },
  });

/** The webhooks as OpenAPI 3.1 describes them. */
export const webhookDescriptions = (): Record<string, unknown> =>
  Object.fromEntries(
    EVENT_KINDS.map((kind) => [
      kind,
      {
        post: {
          operationId: `webhook.${kind}`,
          summary: `${kind}: ${KINDS[kind]}`,
          tags: ['webhooks'],
          parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
            name,
            in: 'header',
            required: true,
            schema: { type: 'string' },
          })),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/WebhookPayload' } } },
          },
          responses: { '2XX': { description: 'Received. Anything else is tried again.' } },
        },
      },
    ]),
  );
