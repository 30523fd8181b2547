/** What the applicant is told in writing at each step: what happened, until when, what to do, on which clause. Pure. */
import { cite } from '#engines/law/cite.ts';
import {
  type CaseEvent,
  type CaseState,
  clockAt,
  type DayCounter,
  formatGround,
  isProvisional,
  type Procedure,
} from '#engines/procedure/index.ts';
import type { NewNotice } from '#platform/notices/notice.ts';

export type Remedies = {
  readonly reviewBody: string;
  readonly reviewDays: number;
  readonly court: string;
  readonly suitMonths: number;
};

export type Telling = {
  readonly itemName: string;
  readonly number: string;
  readonly applicant: string;
  readonly holder: string;
  readonly remedies: Remedies;
  readonly procedure: Procedure;
  readonly calendar: DayCounter;
};

const words = (date: Temporal.PlainDate): string => `${date.year}年${date.month}月${date.day}日`;

/** Said behind a last day that may still move, so that nobody is told for certain what is not. */
const doubt = (
  { calendar }: Telling,
  event: CaseEvent,
  due: Temporal.PlainDate | null | undefined,
): string =>
  due && isProvisional(calendar, event.on, due)
    ? `（暂定：${due.year}年的放假安排还没有公布，公布后日期有变会告知您）`
    : '';

/** 不服的救济途径, as every refusal must say (行政许可法第三十八条). */
export const remediesText = (r: Remedies): string =>
  `不服本决定的，可以自收到之日起${r.reviewDays}日内向${r.reviewBody}申请行政复议，也可以自收到之日起${r.suitMonths}个月内向${r.court}提起行政诉讼。`;

/** The notices that an event yields, as its definition names them. */
export function tell(telling: Telling, state: CaseState, event: CaseEvent): NewNotice[] {
  const kinds = telling.procedure.transitions[event.transition]?.tells ?? [];
  return kinds.map((kind) => ({
    recipient: telling.applicant,
    kind,
    title: `${telling.itemName}：${TITLES[kind] ?? '有新进展'}`,
    body: [
      `您申请的“${telling.itemName}”（办件编号${telling.number}）`,
      wordsOf(kind, telling, state, event),
    ].join(''),
  }));
}

/** What a notice of a kind says of a case, behind `您申请的“…”（办件编号…）`: a paper says the same. */
export const wordsOf = (kind: string, telling: Telling, state: CaseState, event: CaseEvent): string =>
  (TEXTS[kind] ?? (() => '有新进展。'))(telling, state, event);

const TITLES: Record<string, string> = {
  received: '已收到申请材料',
  correction: '请补正材料（一次性告知书）',
  accepted: '受理通知书',
  not_accepted: '不予受理通知书',
  special: '特别程序所需时间告知书',
  special_ended: '特别程序结束',
  hearing_right: '您有权要求听证',
  hearing_begun: '将举行听证',
  hearing_notice: '听证的时间和地点',
  hearing_ended: '听证结束',
  extended: '延长办理期限告知书',
  granted: '准予行政许可',
  refused: '不予行政许可决定书',
  delivered: '决定已送达',
  withdrawn: '申请已撤回',
  reported_up: '已上报上级机关',
};

type Text = (telling: Telling, state: CaseState, event: CaseEvent) => string;

const dueOf = ({ calendar }: Telling, state: CaseState, event: CaseEvent, clock: string) => {
  const moves = state.clocks[clock];
  return moves ? clockAt(moves, event.at, calendar) : undefined;
};

const basisOf = ({ procedure }: Telling, event: CaseEvent): string => {
  const transition = procedure.transitions[event.transition];
  return transition ? `依据：${formatGround(transition.basis)}。` : '';
};

const HEARING_TIME = formatGround(cite('中华人民共和国行政许可法', '第四十五条'));
/** The periods are the law's, whoever decides; whom to ask is for the higher body's own decision to say. */
const higherRemediesText = (r: Remedies): string =>
  `不服的，可以自收到决定书之日起${r.reviewDays}日内申请行政复议，也可以自收到之日起${r.suitMonths}个月内向人民法院提起行政诉讼；复议机关和法院写在上级机关的决定书里，决定书由窗口送达。`;

const TEXTS: Record<string, Text> = {
  received: (telling, state, event) => {
    const due = dueOf(telling, state, event, 'acceptance')?.dueOn;
    return `的材料已经收到。${telling.holder}最迟在${due ? words(due) : '5个工作日内'}告知是否受理；到期没有告知的，视为从收到之日起受理。`;
  },
  correction: (telling, _state, event) => {
    const missing = event.data.missing as { material: string; what: string }[];
    const list = missing.map((m, i) => `${i + 1}．${m.material}：${m.what}`).join('；');
    return `需要补正，全部内容一次告知如下：${list}。请补齐后从“我的办件”重新提交，或带到任一政务服务窗口。补正所需的时间不计入办理期限。${basisOf(telling, event)}`;
  },
  accepted: (telling, state, event) => {
    const promise = dueOf(telling, state, event, 'promise')?.dueOn;
    const due = dueOf(telling, state, event, 'decision')?.dueOn;
    const deemed =
      event.transition === 'deem_accepted' ? '因逾期未告知是否补正，从收到申请材料之日起即为受理。' : '';
    return `已经受理。${deemed}${promise ? `承诺最迟在${words(promise)}作出决定，` : ''}法定期限到${due ? words(due) : ''}为止${doubt(telling, event, due)}。${basisOf(telling, event)}`;
  },
  not_accepted: (telling, _state, event) => {
    const where = event.data.body ? `请向${String(event.data.body)}申请。` : '';
    return `没有受理。理由：${String(event.data.reason)}。${where}${remediesText(telling.remedies)}${basisOf(telling, event)}`;
  },
  special: (telling, state, event) => {
    const expected = dueOf(telling, state, event, 'decision')?.expectedOn;
    return `需要进行${String(event.data.cause)}，预计${String(event.data.days)}个工作日，这段时间不计入办理期限。${expected ? `如按时完成，法定期限顺延到${words(expected)}。` : ''}${basisOf(telling, event)}`;
  },
  special_ended: (telling, state, event) => {
    const due = dueOf(telling, state, event, 'decision')?.dueOn;
    return `的特别程序已经结束，办理期限继续计算，法定期限到${due ? words(due) : ''}为止${doubt(telling, event, due)}。${basisOf(telling, event)}`;
  },
  hearing_right: (telling, state, event) => {
    const due = dueOf(telling, state, event, 'hearing_request')?.dueOn;
    return `直接涉及您与他人之间的重大利益关系：${String(event.data.reason)}。您有权要求听证，请在${due ? `${words(due)}之前（含当日）` : '5个工作日内'}提出，从“我的办件”提出，或到任一政务服务窗口说明；听证不收费。到期没有提出的，接着审查。${basisOf(telling, event)}`;
  },
  hearing_begun: (telling, state, event) => {
    const due = dueOf(telling, state, event, 'hearing')?.dueOn;
    const expected = dueOf(telling, state, event, 'decision')?.expectedOn;
    const why =
      event.transition === 'call_hearing'
        ? `需要举行听证：${String(event.data.reason)}。已在${String(event.data.announced)}向社会公告，预计${String(event.data.days)}个工作日。`
        : `已收到听证要求，最迟在${due ? words(due) : '20个工作日内'}举行听证，不收费。`;
    return `${why}时间和地点至少提前7个工作日通知您。听证所需的时间不计入办理期限${expected ? `，如按时举行，法定期限顺延到${words(expected)}` : ''}。依据：${HEARING_TIME}。${basisOf(telling, event)}`;
  },
  hearing_notice: (telling, _state, event) =>
    `的听证于${words(Temporal.PlainDate.from(String(event.data.on)))}举行，时间和地点：${String(event.data.place)}。主持人：${String(event.data.presider)}。您可以提出证据，进行申辩和质证；认为主持人与此事有直接利害关系的，可以申请回避。听证公开举行。${basisOf(telling, event)}`,
  hearing_ended: (telling, state, event) => {
    const due = dueOf(telling, state, event, 'decision')?.dueOn;
    return `的听证已经结束，决定将根据听证笔录作出。办理期限继续计算，法定期限到${due ? words(due) : ''}为止${doubt(telling, event, due)}。${basisOf(telling, event)}`;
  },
  extended: (telling, state, event) => {
    const due = dueOf(telling, state, event, 'decision')?.dueOn;
    const by = event.data.approval
      ? `经本级人民政府负责人批准（${String(event.data.approval)}）`
      : '经本机关负责人批准';
    return `${by}延长办理期限，延长后到${due ? words(due) : ''}为止${doubt(telling, event, due)}。理由：${String(event.data.reason)}。${basisOf(telling, event)}`;
  },
  granted: (telling, state, event) => {
    const due = dueOf(telling, state, event, 'delivery')?.dueOn;
    return `已经准予许可，最迟在${due ? words(due) : '10个工作日内'}送达。${basisOf(telling, event)}`;
  },
  // A higher body's decision names its own remedies: those of this body would lead astray.
  refused: (telling, _state, event) =>
    event.transition === 'higher_refused'
      ? `没有获得许可，由上级机关决定（${String(event.data.document)}）。理由：${String(event.data.reason)}。${higherRemediesText(telling.remedies)}${basisOf(telling, event)}`
      : `没有获得许可。理由：${String(event.data.reason)}。${remediesText(telling.remedies)}${basisOf(telling, event)}`,
  delivered: () => '的决定已经送达，事项办结。欢迎对这次服务作出评价。',
  withdrawn: () => '已经撤回。需要时可以重新申请。',
  reported_up: (telling, _state, event) =>
    `已完成初审，连同全部材料报${String(event.data.body)}决定，您不必重复提交材料。${basisOf(telling, event)}`,
};
