import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { authorise } from '#platform/people/policy.ts';
import { today } from '#systems/documents/index.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { basisFlags, readLaw } from './basis-status.ts';
import { compactFields, type FormFields, fromFields, toFields } from './item-form.ts';
import { lintItem } from './lint-item.ts';
import { CHANGE_WORDS, itemDifferences, listChanges } from './list-change.ts';
import { ItemDeskPage, PublishPage } from './pages/desk/item-desk-page.tsx';
import { ItemsDeskPage } from './pages/desk/items-desk-page.tsx';
import { publishItem } from './publish-item.ts';
import { readDraft, readDrafts, readLastVersion, readSummaries, type StoredItem } from './queries.ts';
import { discardDraft, saveDraft, seenOf } from './save-draft.ts';
import { withdrawItem } from './withdraw-item.ts';

const read = { policy: 'desk.read' as const };
const edit = { policy: 'permits.item.edit' as const };
const publish = { policy: 'permits.item.publish' as const };

/** The desk's pages about items: the list, the editor, publishing and withdrawing. */
export function permitDeskRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get('/desk/items', { config: read }, async (request, reply) => {
    const [all, drafts] = await Promise.all([readSummaries(db), readDrafts(db)]);
    const law = await readLaw(
      db,
      all.flatMap((i) => i.bases),
      today(),
    );
    const byCode = new Map(drafts.map((d) => [d.code, d]));
    return reply.page(
      <ItemsDeskPage
        view={request.view()}
        items={all.map((item) => {
          const draft = byCode.get(item.code);
          return {
            item,
            draft,
            findings: draft ? lintItem(draft.content).length : 0,
            moved: basisFlags(item.bases, law).map((f) => f.law.title),
          };
        })}
      />,
    );
  });

  app.get('/desk/items/:code', { config: read }, (request, reply) => editorPage(context, request, reply));

  app.post('/desk/items/:code', { config: edit }, async (request, reply) => {
    const fields = compactFields(readLongFields(request.body));
    const parsed = fromFields(fields);
    if (!parsed.ok)
      return editorPage(context, request, reply, {
        fields,
        errors: parsed.problems ?? [],
        refused: parsed.error.message,
        status: 422,
      });
    const seen = typeof fields.seen === 'string' ? fields.seen : '';
    const result = await saveDraft({ db }, request.actor, {
      code: codeOf(request),
      content: parsed.value,
      seen,
    });
    if (!result.ok)
      return editorPage(context, request, reply, {
        fields,
        errors: [],
        refused: result.error.message,
        status: statusOf(result.error.code),
      });
    return reply.redirect(`/desk/items/${codeOf(request)}?saved=1`, 303);
  });

  app.post('/desk/items/:code/discard', { config: edit }, async (request, reply) => {
    const { revision = '' } = readFields(request.body);
    const result = await discardDraft({ db }, request.actor, { code: codeOf(request), revision });
    if (!result.ok)
      return editorPage(context, request, reply, {
        refused: result.error.message,
        status: statusOf(result.error.code),
      });
    return reply.redirect(`/desk/items/${codeOf(request)}`, 303);
  });

  app.post('/desk/items/:code/withdraw', { config: publish }, async (request, reply) => {
    const {
      reason = '',
      listDocument = '',
      effectiveOn = '',
      versionId = '',
      requestKey = '',
    } = readFields(request.body);
    const day = parseDay(effectiveOn);
    if (!day || requestKey === '')
      return editorPage(context, request, reply, { refused: '请填写自哪一天起取消。', status: 422 });
    const result = await withdrawItem({ db }, request.actor, {
      code: codeOf(request),
      reason,
      listDocument,
      effectiveOn: day,
      versionId,
      requestKey,
    });
    if (!result.ok)
      return editorPage(context, request, reply, {
        refused: result.error.message,
        status: statusOf(result.error.code),
      });
    return reply.redirect('/permits/changes', 303);
  });

  app.get('/desk/items/:code/publish', { config: publish }, (request, reply) =>
    publishPage(context, request, reply),
  );

  app.post('/desk/items/:code/publish', { config: publish }, async (request, reply) => {
    const {
      reason = '',
      listDocument = '',
      effectiveOn = '',
      revision = '',
      requestKey = '',
    } = readFields(request.body);
    const values = { reason, listDocument, effectiveOn };
    const day = parseDay(effectiveOn);
    if (!day || requestKey === '')
      return publishPage(context, request, reply, { values, error: '请填写自哪一天起施行。', status: 422 });
    const result = await publishItem({ db }, request.actor, {
      code: codeOf(request),
      reason,
      listDocument,
      effectiveOn: day,
      revision,
      requestKey,
    });
    if (!result.ok)
      return publishPage(context, request, reply, {
        values,
        error: result.error.message,
        status: statusOf(result.error.code),
      });
    return reply.redirect(`/services/items/${codeOf(request)}/versions`, 303);
  });
}

const codeOf = (request: Request): string => (request.params as { code: string }).code;

type Told = {
  readonly fields?: FormFields;
  readonly errors?: readonly FieldError[];
  readonly refused?: string;
  readonly status?: number;
};

async function editorPage(context: Context, request: Request, reply: Reply, told: Told = {}): Promise<Reply> {
  const { db } = context.store;
  const stored = await readLastVersion(db, codeOf(request));
  if (!stored) return notFound(request, reply);
  const draft = await readDraft(db, stored.code);
  const item = draft?.content ?? stored.content;
  const sent = told.fields?.seen;
  return reply.page(
    <ItemDeskPage
      view={request.view()}
      {...{ stored, draft }}
      fields={told.fields ?? toFields(item)}
      // What was refused as stale stays so: another look, not another press of the button.
      seen={typeof sent === 'string' ? sent : seenOf(draft, stored.version)}
      errors={told.errors ?? lintItem(item)}
      told={{ saved: readFields(request.query).saved === '1', refused: told.refused }}
      mayEdit={authorise(request.actor, 'permits.item.edit').ok}
      requestKey={newId()}
    />,
    told.status ? { status: told.status } : {},
  );
}

async function publishPage(
  context: Context,
  request: Request,
  reply: Reply,
  told: {
    values?: { reason: string; listDocument: string; effectiveOn: string };
    error?: string;
    status?: number;
  } = {},
): Promise<Reply> {
  const { db } = context.store;
  const stored = await readLastVersion(db, codeOf(request));
  if (!stored) return notFound(request, reply);
  const draft = await readDraft(db, stored.code);
  if (!draft) return reply.redirect(`/desk/items/${stored.code}`, 303);
  return reply.page(
    <PublishPage
      view={request.view()}
      {...{ stored, draft }}
      differences={itemDifferences(stored.content, draft.content)}
      listChanged={changesOf(stored, draft.content)}
      findings={lintItem(draft.content)}
      values={told.values ?? { reason: '', listDocument: '', effectiveOn: today().toString() }}
      error={told.error}
      requestKey={newId()}
    />,
    told.status ? { status: told.status } : {},
  );
}

const changesOf = (stored: StoredItem, draft: StoredItem['content']): string[] =>
  listChanges(stored.withdrawn ? undefined : stored.content, draft).map((c) => CHANGE_WORDS[c.kind]);

const notFound = (request: Request, reply: Reply): Reply =>
  answerRefusal(request, reply, {
    code: 'permits.item.not_found',
    message: '没有这个事项。请从事项列表进入。',
  });

function parseDay(text: string): Temporal.PlainDate | undefined {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text) : undefined;
  } catch {
    return undefined;
  }
}

const FIELD_LENGTH_MAX = 60_000;

/** The form's fields as sent; a form's JSON is longer than what other forms hold. */
function readLongFields(body: unknown): FormFields {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const list = [value]
      .flat()
      .filter((v): v is string => typeof v === 'string')
      .map((v) => v.slice(0, FIELD_LENGTH_MAX));
    fields[name] = list.length === 1 ? (list[0] as string) : list;
  }
  return fields;
}
