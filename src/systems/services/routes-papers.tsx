/** Papers of cases (文书) as sealed PDFs: for the applicant, for the desk, and recognised by anybody who has one. */
import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { refuse } from '#base/result.ts';
import { type CaseFile, findCase, findCaseByNumber } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import { DIVISION_XIXIA, type UseCase } from '#platform/people/policy.ts';
import { makePaper } from '#systems/licences/index.ts';
import { isApplicant } from '#systems/proxies/index.ts';
import { readFields } from '#web/desk/form.ts';
import { answerPdf } from '#web/http/answer-pdf.tsx';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { rolesIn } from './case-roles.ts';
import { actingIn } from './for-whom.ts';
import { PaperFoundPage } from './pages/paper-page.tsx';
import { isPaperCode, readPaper } from './read-paper.ts';
import { servicesOf } from './services-of.ts';

const division = DIVISION_XIXIA;
const NO_PAPER = refuse(
  'services.paper.not_found',
  '没有这份文书，或它不是您的。请从“我的办件”里这件事的页面下载。',
).error;
/** The same answer whether there is such a paper or not. */
const NOT_RECOGNISED = refuse(
  'services.paper.not_found',
  '没有查到：没有这个编号的文书，或者查验码不对。请核对印在二维码旁的编号和查验码，或到“证照查验”页核验文件本身。',
).error;

type Params = { Params: { id: string; seq: string } };

export function paperRoutes(app: FastifyInstance, context: Context): void {
  const services = servicesOf(context);

  const answer = async (
    request: Request,
    reply: Reply,
    useCase: UseCase,
    mayRead: (file: CaseFile) => boolean | Promise<boolean>,
  ) => {
    const { id, seq } = request.params as Params['Params'];
    const file = isId(id) ? await findCase(services.db, division, id) : undefined;
    const paper =
      file && (await mayRead(file)) && /^\d{1,6}$/.test(seq)
        ? await readPaper(services, file, Number(seq))
        : undefined;
    if (!paper) return answerRefusal(request, reply, NO_PAPER);
    await audit(services.db, request.actor, {
      useCase,
      subject: `case:${id}`,
      outcome: 'done',
      detail: { paper: paper.number },
    });
    return answerPdf(request, reply, makePaper(context, paper));
  };

  /** The applicant, or whoever acts for them now. */
  const ownsNow = async (request: Request, file: CaseFile): Promise<boolean> =>
    isApplicant(await actingIn(services, request.actor, file), file.applicant);

  app.get<Params>(
    '/me/cases/:id/papers/:seq',
    { config: { policy: 'services.case.read_own' } },
    (request, reply) => answer(request, reply, 'services.case.read_own', (file) => ownsNow(request, file)),
  );

  app.get<Params>(
    '/desk/cases/:id/papers/:seq',
    { config: { policy: 'services.case.read' } },
    (request, reply) =>
      answer(request, reply, 'services.case.read', (file) => rolesIn(request.actor, file).length > 0),
  );

  app.get<{ Params: { number: string } }>(
    '/verify/papers/:number',
    // Well below what reading is: numbers and codes are not to be tried out.
    { config: { policy: 'licences.verify', rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const [, number = '', seq = ''] = /^([0-9A-Z]{20,60})-(\d{1,6})$/.exec(request.params.number) ?? [];
      const { code = '' } = readFields(request.query);
      const right = number !== '' && isPaperCode(services, `${number}-${seq}`, code);
      const file = right ? await findCaseByNumber(services.db, division, number) : undefined;
      const paper = file && (await readPaper(services, file, Number(seq)));
      if (!paper) return answerRefusal(request, reply, NOT_RECOGNISED);
      return reply.page(
        <PaperFoundPage view={request.view()} paper={paper} at={(services.now ?? Temporal.Now.instant)()} />,
      );
    },
  );
}
