/** A line of the audit trail in words for the person concerned: who by body and post, what, why. Pure. */
import { PERMIT_ROLES, permitProcedure, VARIANTS } from '#systems/permits/index.ts';
import type { Line } from './queries.ts';

export type Told = {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly who: string;
  readonly own: boolean;
  readonly what: string;
  /** Why, in the words of whoever did it; empty when nothing was to be said. */
  readonly why: string;
  readonly about: string;
  readonly href: string | null;
  readonly failed: boolean;
};

const WHAT: Readonly<Record<string, string>> = {
  'services.case.read': '查看了申请里的完整证件号码和手机号',
  'services.case.export': '导出了办件，含完整的姓名和号码',
  'services.case.file': '提交了申请',
  'services.draft.delete': '删除了还没提交的草稿',
  'services.pre_review.ask': '请窗口预审，或者撤回了预审',
  'services.pre_review.answer': '答复了窗口预审',
  'services.pre_review.read': '查看了您请预审的草稿里的完整证件号码和手机号',
  'services.pre_review.read_file': '打开了您请预审的草稿里的文件',
  'reviews.rate': '评价了服务，转为差评处理',
  'reviews.file': '提交了投诉或办不成事的反映',
  'reviews.take_in': '在窗口登记了投诉或办不成事的反映',
  'reviews.follow_up.act': '办理了差评、投诉或办不成事的一步',
  'reviews.act_own': '答复了处理结果',
  'reviews.contact.read': '查看了怎么联系，以便回访',
  'reviews.export': '导出了评价，含完整的姓名和号码',
  'licences.read': '按姓名或号码查找，看到了这张证照（号码遮住）',
  'licences.read_holder': '查看了持证人的完整姓名和号码',
  'licences.read_own': '下载了证照文件',
  'licences.change': '办理了证照的撤销、注销或暂扣等',
  'licences.use.authorise': '授权使用一次证照',
  'licences.use.redeem': '核用了授权码，取得证照副本',
  'people.sign_in': '登录',
  'people.sign_out': '退出登录',
  'people.register': '注册',
  'people.account.change': '改口令或手机号',
  'people.session.end': '让别的设备退出',
  'people.provider.link': '关联统一身份认证',
  'proxies.ask': '申请代办',
  'proxies.confirm': '在窗口核实代办',
  'proxies.confirm_own': '用授权码答复代办',
  'proxies.appoint': '指定经办人',
  'proxies.revoke': '结束代办',
  'keys.authority.give': '授权一个系统代办',
  'keys.authority.withdraw': '收回对一个系统的授权',
};

/** What a system did that the person had allowed to act for them. */
const BY_SYSTEM: Readonly<Record<string, string>> = {
  'permits.read': '读取办事指南',
  'services.case.file': '准备或提交申请',
  'services.draft.delete': '删除了还没提交的草稿',
  'services.case.read_own': '读取办件',
  'services.case.act_own': '办理办件',
  'services.pre_review.ask': '请窗口预审，或者撤回了预审',
  'services.pre_review.read_own': '读取窗口预审的答复',
  'notices.read_own': '读取通知',
  'licences.read_own': '读取证照',
  'licences.use.authorise': '授权使用一次证照',
};

const STEPS: Readonly<Record<string, string>> = Object.fromEntries(
  VARIANTS.flatMap((variant) =>
    Object.entries(permitProcedure(variant, { promisedDays: 1 }).transitions).map(([code, t]) => [
      code,
      t.done,
    ]),
  ),
);

const CHANGES: Readonly<Record<string, string>> = { password: '改口令', phone: '换手机号' };

function whatOf({ use_case, transition, detail, actor }: Line): string {
  if (actor.startsWith('key:') && detail.authority !== undefined)
    return `凭您给的授权，${BY_SYSTEM[use_case] ?? use_case}`;
  if (typeof detail.dropped === 'string')
    return use_case === 'services.case.act' ? '在窗口登记了一项不办' : '选择不办其中一项';
  if (transition !== null && use_case !== 'services.case.file') return STEPS[transition] ?? transition;
  if (use_case === 'licences.use.redeem' && detail.file === true) return '打开了证照副本';
  if (use_case === 'people.account.change') return CHANGES[String(detail.what)] ?? '改账号';
  if (use_case === 'people.sign_in' && typeof detail.provider === 'string') return '用统一身份认证登录';
  if (use_case.startsWith('services.')) return WHAT[use_case] ?? '办理';
  return WHAT[use_case] ?? use_case;
}

/** Where the case of a line is read; exports of ratings name the application. */
const placeOf = ({ use_case }: Line): string =>
  use_case.startsWith('reviews.') && use_case !== 'reviews.export' ? '/me/reviews' : '/me/cases';

/** @param reader account of whoever reads: what they did themselves is told as theirs */
export function tellLine(line: Line, reader: string): Told {
  const own = line.actor === reader;
  const official = line.role !== null && line.role !== 'applicant' && line.role !== 'system';
  const who = own
    ? '您本人'
    : line.actor.startsWith('system:')
      ? line.actor_name
      : official
        ? `${line.body ?? ''}（${PERMIT_ROLES[line.role ?? ''] ?? line.role}）`
        : (line.standing ?? (line.actor === 'visitor' ? '没有登录的人' : line.actor_name));
  const [kind, id] = line.subject.split(':');
  return {
    id: line.id,
    at: Temporal.Instant.fromEpochMilliseconds(line.at.getTime()),
    who,
    own,
    what: whatOf(line),
    why: typeof line.detail.reason === 'string' ? line.detail.reason : '',
    about: line.about ?? (typeof line.detail.title === 'string' ? line.detail.title : ''),
    href:
      kind === 'case'
        ? `${placeOf(line)}/${id}`
        : kind === 'licence'
          ? `/me/licences/${id}`
          : kind === 'pre_review' && !line.gone
            ? `/me/pre-reviews/${id}`
            : kind === 'theme'
              ? `/me/themes/${id}`
              : null,
    failed: line.outcome !== 'done',
  };
}
