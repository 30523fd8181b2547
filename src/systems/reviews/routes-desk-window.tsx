/** The window: showing the code of a finished service, taking in what somebody says there; and proposed changes of items. */
import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { authorise, DIVISION_XIXIA } from '#platform/people/policy.ts';
import { qrPath } from '#web/components/qr.ts';
import { readFields } from '#web/desk/form.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { statusOf } from '#web/http/refusals.tsx';
import { answerItemChange } from './answer-item-change.ts';
import { sayCode } from './code.ts';
import { type FieldProblem, fileMatter } from './file-matter.ts';
import { issueCode } from './issue-code.ts';
import { ChangesPage, type Issued, TakeInPage, WindowPage } from './pages/window-pages.tsx';
import { itemChanges } from './queries.ts';
import type { Reviews } from './reviews-of.ts';
import { choicesOf } from './routes-own.tsx';

const division = DIVISION_XIXIA;

export function windowRoutes(app: FastifyInstance, reviews: Reviews): void {
  codeRoutes(app, reviews);
  takeInRoutes(app, reviews);
  changeRoutes(app, reviews);
}

function codeRoutes(app: FastifyInstance, reviews: Reviews): void {
  const config = { policy: 'reviews.code.issue' as const };
  const page = async (
    request: Request,
    reply: Reply,
    values: Record<string, string>,
    told: { error?: { code: string; message: string }; issued?: Issued } = {},
  ) =>
    reply.page(
      <WindowPage
        view={request.view()}
        choices={await choicesOf(reviews)}
        values={values}
        error={told.error?.message}
        issued={told.issued}
        requestKey={newId()}
      />,
      told.error ? { status: statusOf(told.error.code) } : {},
    );
  app.get('/desk/reviews/window', { config }, (request, reply) => page(request, reply, {}));
  app.post('/desk/reviews/window', { config }, async (request, reply) => {
    const values = readFields(request.body);
    const { itemCode = '', body = '', caseNumber = '', windowNo = '', requestKey = '' } = values;
    const issued = await issueCode(reviews, division, request.actor, {
      itemCode,
      body,
      caseNumber: caseNumber.toUpperCase().replaceAll(' ', ''),
      windowNo,
      requestKey: requestKey || newId(),
    });
    if (!issued.ok) return page(request, reply, values, { error: issued.error });
    const address = `${request.view().site.origin}/rate/${sayCode(issued.value.code)}`;
    return page(request, reply, {}, { issued: { ...issued.value, qr: qrPath(address) } });
  });
}

function takeInRoutes(app: FastifyInstance, reviews: Reviews): void {
  const config = { policy: 'reviews.take_in' as const };
  const kindOf = (text: string | undefined) => (text === 'complaint' ? 'complaint' : 'stuck');
  const page = async (
    request: Request,
    reply: Reply,
    values: Record<string, string>,
    told: { errors?: readonly FieldProblem[]; taken?: string } = {},
  ) =>
    reply.page(
      <TakeInPage
        view={request.view()}
        kind={kindOf(values.kind)}
        choices={await choicesOf(reviews)}
        values={values}
        errors={told.errors ?? []}
        taken={told.taken}
        requestKey={values.requestKey ?? newId()}
      />,
      told.errors ? { status: 422 } : {},
    );
  app.get('/desk/reviews/take-in', { config }, (request, reply) => {
    const { kind = '', taken = '' } = readFields(request.query);
    return page(request, reply, { kind }, /^[A-Z0-9]{10,40}$/.test(taken) ? { taken } : {});
  });
  app.post('/desk/reviews/take-in', { config }, async (request, reply) => {
    const values = readFields(request.body);
    const {
      kind,
      aboutCase = '',
      itemCode = '',
      body = '',
      words = '',
      name = '',
      phone = '',
      requestKey = '',
    } = values;
    const filed = await fileMatter(reviews, division, request.actor, 'window', {
      kind: kindOf(kind),
      aboutCase: aboutCase.toUpperCase().replaceAll(' ', ''),
      itemCode,
      body,
      words,
      name,
      phone,
      requestKey,
    });
    if (filed.ok)
      return reply.redirect(`/desk/reviews/take-in?kind=${kindOf(kind)}&taken=${filed.value.number}`, 303);
    return page(request, reply, values, {
      errors: filed.fields ?? [{ field: 'words', message: filed.error.message }],
    });
  });
}

function changeRoutes(app: FastifyInstance, reviews: Reviews): void {
  const page = async (
    request: Request,
    reply: Reply,
    told: { error?: { code: string; message: string }; values?: Record<string, string> } = {},
  ) => {
    const { item } = readFields(request.query);
    return reply.page(
      <ChangesPage
        view={request.view()}
        lines={await itemChanges(reviews.db, division, item || undefined)}
        mayAnswer={authorise(request.actor, 'reviews.item_change.answer').ok}
        error={told.error?.message}
        values={told.values ?? {}}
      />,
      told.error ? { status: statusOf(told.error.code) } : {},
    );
  };
  app.get('/desk/reviews/changes', { config: { policy: 'reviews.item_change.read' } }, (request, reply) =>
    page(request, reply),
  );
  app.post(
    '/desk/reviews/changes',
    { config: { policy: 'reviews.item_change.answer' } },
    async (request, reply) => {
      const values = readFields(request.body);
      const { changeId = '', version = '', reason = '' } = values;
      const answered = await answerItemChange(reviews, division, request.actor, {
        changeId,
        version,
        reason,
      });
      return answered.ok
        ? reply.redirect('/desk/reviews/changes', 303)
        : page(request, reply, { error: answered.error, values });
    },
  );
}
