/**
 * The papers of a case (文书): what was received, told and decided, each out of the event that it rests on. Nothing is
 * stored: the same events give the same paper at any time. What the law wants in them: a date and the body's seal
 * (行政许可法第三十二条), reasons and remedies of a refusal (第三十八条), the reason of a longer limit (第四十二条),
 * the time that a special procedure takes (第四十五条). Pure.
 */
import { sayBasis } from '#engines/law/cite.ts';
import {
  type CaseEvent,
  clockAt,
  type DayCounter,
  dayOf,
  foldCase,
  formatGround,
  type Procedure,
} from '#engines/procedure/index.ts';
import type { PaperFacts } from '#systems/licences/index.ts';
import type { Item } from '#systems/permits/index.ts';
import { remediesText, type Telling, wordsOf } from './tell.ts';

/** By the kind of notice that a transition yields; other kinds make no paper. */
const TITLES: Readonly<Record<string, string>> = {
  received: '收件凭证',
  correction: '补正材料一次性告知书',
  accepted: '行政许可申请受理通知书',
  not_accepted: '行政许可申请不予受理通知书',
  special: '特别程序所需时间告知书',
  hearing_right: '听证权利告知书',
  hearing_begun: '举行听证告知书',
  hearing_notice: '听证通知书',
  extended: '延长办理期限告知书',
  granted: '准予行政许可决定书',
  refused: '不予行政许可决定书',
};
/** Where the transition says it more exactly than the kind. */
const TITLES_BY_TRANSITION: Readonly<Record<string, string>> = {
  supplement: '补正材料收件凭证',
  tell_not_needed: '不需要取得行政许可告知书',
  tell_wrong_body: '不属于本机关职权范围告知书',
};
/** The higher body decides by a document of its own: this body may not write it. */
const NOT_OURS = new Set(['higher_granted', 'higher_refused']);

export type PaperLine = { readonly seq: number; readonly title: string; readonly date: string };

type OfCase = {
  readonly events: readonly CaseEvent[];
  readonly procedure: Procedure;
};

const kindOf = ({ procedure }: OfCase, event: CaseEvent): string | undefined =>
  NOT_OURS.has(event.transition)
    ? undefined
    : procedure.transitions[event.transition]?.tells?.find((kind) => TITLES[kind] !== undefined);

const titleOf = (kind: string, event: CaseEvent): string =>
  TITLES_BY_TRANSITION[event.transition] ?? TITLES[kind] ?? '';

/** The papers that a case has by now, in order. */
export const papersOf = (of: OfCase): PaperLine[] =>
  of.events.flatMap((event) => {
    const kind = kindOf(of, event);
    return kind ? [{ seq: event.seq, title: titleOf(kind, event), date: dayOf(event.at).toString() }] : [];
  });

export type PaperSource = OfCase & {
  readonly number: string;
  readonly applicant: { readonly name: string; readonly maskedNumber: string };
  readonly item: Item;
  /** Files and licences by name of the material, with the number of the event that brought them. */
  readonly materials: readonly { readonly seq: number; readonly material: string; readonly name: string }[];
  readonly calendar: DayCounter;
};

/**
 * The paper of an event.
 * @returns all that stands on it but its code; undefined: the event makes none
 */
export function paperOf(source: PaperSource, seq: number): Omit<PaperFacts, 'code'> | undefined {
  const event = source.events.find((e) => e.seq === seq);
  const kind = event && kindOf(source, event);
  if (!event || !kind) return undefined;
  const { item, number, applicant, procedure, calendar } = source;
  const state = foldCase(source.events.slice(0, seq));
  const telling: Telling = {
    itemName: item.name,
    number,
    applicant: '',
    holder: state.holder,
    remedies: item.remedies,
    procedure,
    calendar,
  };
  const opening = `你（单位）申请的“${item.name}”`;
  const basis = formatGround(
    (procedure.transitions[event.transition] as Procedure['transitions'][string]).basis,
  );
  const promised = clockDay(state.clocks.acceptance, event, calendar);
  const body = bodyOf(kind, {
    event,
    opening,
    basis,
    item,
    promised,
    source,
    told: () => wordsOf(kind, telling, state, event),
  });
  return {
    title: titleOf(kind, event),
    number: `${number}-${seq}`,
    agency: state.holder,
    date: dayOf(event.at),
    itemName: item.name,
    caseNumber: number,
    addressee: `${applicant.name}（证件号码${applicant.maskedNumber}）`,
    ...body,
  };
}

type Body = Pick<PaperFacts, 'paragraphs' | 'header' | 'rows' | 'after'>;
const plain = (...paragraphs: string[]): Body => ({ paragraphs, header: [], rows: [], after: [] });
const words = (day: Temporal.PlainDate): string => `${day.year}年${day.month}月${day.day}日`;

function clockDay(moves: Parameters<typeof clockAt>[0] | undefined, event: CaseEvent, calendar: DayCounter) {
  const due = moves && clockAt(moves, event.at, calendar).dueOn;
  return due ? words(due) : '5个工作日内';
}

function bodyOf(
  kind: string,
  {
    event,
    opening,
    basis,
    item,
    promised,
    source,
    told,
  }: {
    event: CaseEvent;
    opening: string;
    basis: string;
    item: Item;
    promised: string;
    source: PaperSource;
    told: () => string;
  },
): Body {
  const reason = String(event.data.reason ?? '');
  const remedies = remediesText(item.remedies);
  switch (kind) {
    case 'received': {
      const brought = source.materials.filter((m) => m.seq === event.seq);
      return {
        paragraphs: [
          `${opening}的材料，本机关于${words(event.on)}收到。${brought.length > 0 ? '收到的材料如下：' : '收到申请表一份，没有附其他材料。'}`,
        ],
        header: ['序号', '材料', '收到的文件或者证照'],
        rows: brought.map((m, i) => [String(i + 1), m.material, m.name]),
        after: [
          `本机关最迟在${promised}告知是否受理；逾期不告知的，自收到申请材料之日起即为受理。依据：《中华人民共和国行政许可法》第三十二条。`,
        ],
      };
    }
    case 'correction': {
      const missing = event.data.missing as { material: string; what: string }[];
      return {
        paragraphs: [`${opening}，申请材料不齐全或者不符合法定形式，需要补正的全部内容一次告知如下：`],
        header: ['序号', '材料', '要补正的内容'],
        rows: missing.map((m, i) => [String(i + 1), m.material, m.what]),
        after: [
          '请补齐后从“我的办件”提交，或者带到任一政务服务窗口。补正所需的时间不计入办理期限；按照以上要求提交全部补正材料的，本机关应当受理。',
          `依据：${basis}。`,
        ],
      };
    }
    case 'granted':
      return plain(
        `${opening}，经审查，符合法定条件、标准，本机关决定准予行政许可。`,
        `审批结果：${item.result.name}。有效期：${item.result.validity}。`,
        `${told().replace(/^已经准予许可，/u, '本决定')}`,
      );
    case 'refused':
      return plain(
        `${opening}，经审查，本机关决定不予行政许可。`,
        `理由：${reason}`,
        `依据：${basis}；本许可的设定和实施依据：${item.bases.map((b) => sayBasis({ document: b.title, path: b.place })).join('、')}。`,
        remedies,
      );
    case 'not_accepted':
      return plain(
        `${opening}，${NOT_ACCEPTED[event.transition] ?? '本机关决定不予受理。'}`,
        `理由：${reason}`,
        ...(event.data.body ? [`请向${String(event.data.body)}申请。`] : []),
        `依据：${basis}。`,
        remedies,
      );
    default:
      return plain(`${opening}${told()}`);
  }
}

const NOT_ACCEPTED: Readonly<Record<string, string>> = {
  tell_not_needed: '依法不需要取得行政许可，本机关不予受理。',
  tell_wrong_body: '依法不属于本机关职权范围，本机关不予受理。',
};
