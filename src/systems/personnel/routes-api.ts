import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { today } from '#systems/documents/index.ts';
import type { Context } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import {
  AsOfQuery,
  ChangeList,
  FindingList,
  HolderList,
  PersonOut,
  PostOut,
  ProbationList,
  Refused,
} from './api-schema.ts';
import { actView, tenureView } from './api-views.ts';
import { findingsOf, standingOn } from './findings.ts';
import { probationStateAt, probationsOf } from './probation.ts';
import { readRecord } from './queries.ts';
import { organisationOf } from './record.ts';
import { holdersAt } from './tenures.ts';

const config = { policy: 'personnel.read' as const };
const tags = ['personnel'];

const dayOf = (query: unknown): Temporal.PlainDate => {
  const { asOf } = query as z.infer<typeof AsOfQuery>;
  return asOf ? Temporal.PlainDate.from(asOf) : today();
};

/** Who holds which post, as data. */
export function personnelApiRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const origin = context.config.publicUrl;

  app.get(
    '/api/personnel/holders',
    {
      config,
      schema: {
        tags,
        summary: 'Who holds which post on a day',
        querystring: AsOfQuery,
        response: { 200: HolderList },
      },
    },
    async (request): Promise<z.infer<typeof HolderList>> => {
      const record = await readRecord(db);
      const day = dayOf(request.query);
      return {
        asOf: day.toString(),
        recordedFrom: record.from?.toString() ?? null,
        recordedUntil: record.until?.toString() ?? null,
        holders: holdersAt(record.tenures, day).map(({ tenure, certainty }) => ({
          ...tenureView(record, tenure),
          certainty,
        })),
      };
    },
  );

  app.get(
    '/api/personnel/changes',
    {
      config,
      schema: { tags, summary: 'Every act of every appointment notice', response: { 200: ChangeList } },
    },
    async (): Promise<z.infer<typeof ChangeList>> => {
      const { acts } = await readRecord(db);
      return { total: acts.length, acts: acts.map((a) => actView(a, origin)) };
    },
  );

  app.get(
    '/api/personnel/people/:id',
    { config, schema: { tags, summary: 'One person’s posts', response: { 200: PersonOut, 404: Refused } } },
    async (request, reply) => {
      const { id } = request.params as { id: string };
      const record = await readRecord(db);
      const person = isId(id) ? record.persons.get(record.currentPersonId(id) ?? '') : undefined;
      if (!person)
        return answerRefusal(request, reply, {
          code: 'personnel.person.not_found',
          message: '没有这个人的任免记录。',
        });
      return {
        id: person.id,
        url: `${origin}/personnel/people/${person.id}`,
        name: person.name,
        namesakes: (record.namesakes.get(person.nameKey) ?? []).flatMap((p) =>
          p.id === person.id ? [] : [p.id],
        ),
        tenures: (record.tenuresOfPerson.get(person.id) ?? []).map((t) => tenureView(record, t)),
        acts: record.acts.filter((a) => a.personId === person.id).map((a) => actView(a, origin)),
      } satisfies z.infer<typeof PersonOut>;
    },
  );

  app.get(
    '/api/personnel/posts/:id',
    { config, schema: { tags, summary: 'Who held one post', response: { 200: PostOut, 404: Refused } } },
    async (request, reply) => {
      const { id } = request.params as { id: string };
      const record = await readRecord(db);
      const post = isId(id) ? record.posts.get(record.currentPostId(id) ?? '') : undefined;
      if (!post)
        return answerRefusal(request, reply, {
          code: 'personnel.post.not_found',
          message: '没有这个职务的任免记录。',
        });
      return {
        id: post.id,
        url: `${origin}/personnel/posts/${post.id}`,
        organisationId: post.organisationId,
        organisation: organisationOf(record, post.organisationId).name,
        post: post.title,
        tenures: (record.tenuresOfPost.get(post.id) ?? []).map((t) => tenureView(record, t)),
        acts: record.acts.filter((a) => a.postId === post.id).map((a) => actView(a, origin)),
      } satisfies z.infer<typeof PostOut>;
    },
  );

  app.get(
    '/api/personnel/findings',
    {
      config,
      schema: {
        tags,
        summary: 'What stands out on a day',
        querystring: AsOfQuery,
        response: { 200: FindingList },
      },
    },
    async (request): Promise<z.infer<typeof FindingList>> => {
      const record = await readRecord(db);
      const day = dayOf(request.query);
      return {
        asOf: day.toString(),
        findings: standingOn(findingsOf(record), day).map((f) => ({
          ...f,
          from: f.from?.toString() ?? null,
          until: f.until?.toString() ?? null,
          personIds: [...f.personIds],
          postIds: [...f.postIds],
          organisationIds: [...f.organisationIds],
          evidence: f.evidence.map((a) => actView(a, origin)),
        })),
      };
    },
  );

  app.get(
    '/api/personnel/probations',
    {
      config,
      schema: {
        tags,
        summary: 'Probations and their ends',
        querystring: AsOfQuery,
        response: { 200: ProbationList },
      },
    },
    async (request): Promise<z.infer<typeof ProbationList>> => {
      const record = await readRecord(db);
      const day = dayOf(request.query);
      return {
        asOf: day.toString(),
        probations: probationsOf(record).map((p) => ({
          personId: p.personId,
          person: p.name,
          months: p.months,
          from: p.from.toString(),
          until: p.until.toString(),
          state: probationStateAt(p, day),
          acts: p.acts.map((a) => actView(a, origin)),
        })),
      };
    },
  );
}
