/** Small words of the desk. Pure. */
import { formatDate } from '#web/components/date-text.tsx';

/** What lists show of a number: its day and serial. */
export const shortNumber = (number: string): string => number.slice(-12);

const DAY_MS = 86_400_000;

/** How far a last day is from today, in calendar days: 今天到期, 还有3天, 已过2天. */
export function distance(today: string, dueOn: string | null): string {
  if (dueOn === null) return '期限中止';
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / DAY_MS);
  return days === 0 ? '今天到期' : days > 0 ? `还有${days}天` : `已过${-days}天`;
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** An instant as it is read in China: 2024年5月6日 14:05. */
export const instantText = (iso: string): string =>
  `${formatDate(DAY.format(new Date(iso)))} ${CLOCK.format(new Date(iso))}`;

/** A key that is this request's alone: sent again, the server answers as the first time. */
export const newRequestKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');

/** Where a person's number that is looked for is kept: in the tab, never in an address. */
export const PERSON_KEY = 'find:person';

/** A mobile phone, an identity number or a credit code. */
export const isPersonNumber = (text: string): boolean =>
  /^(1[3-9]\d{9}|\d{17}[\dXx]|[0-9A-Z]{18})$/.test(text.replace(/[\s-]/g, ''));

/** How a pre-review stands, and what it can be answered. */
export const PRE_STATES = {
  waiting: '等答复',
  answered: '已答复',
  withdrawn: '已撤回',
  superseded: '已另请一次',
  filed: '已正式提交',
} as const;
export const PRE_VERDICTS = {
  ready: '可以提交',
  amend: '请补充后提交',
  elsewhere: '不属于本机关',
} as const;
