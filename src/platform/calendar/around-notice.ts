/** The calendars before and with a notice, out of everything that was ever loaded. Pure. */
import type { CalendarName } from './facts.ts';
import { calendarsOf } from './held-calendars.ts';
import type { HeldNotice } from './notice.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** The notices that held when the first `count` of a history were loaded. @param oldest oldest first */
const heldAfter = (oldest: readonly HeldNotice[], count: number): HeldNotice[] => {
  const loaded = oldest.slice(0, count);
  const superseded = new Set(loaded.map((n) => n.supersedes));
  return loaded.filter((n) => !superseded.has(n.id));
};

/**
 * @param history every notice, newest first, as `readNoticeHistory` gives it
 * @throws RangeError when the notice is not among them
 */
export function calendarsAround(
  history: readonly HeldNotice[],
  noticeId: string,
  name: CalendarName,
): { before: WorkCalendar; after: WorkCalendar } {
  const oldest = history.toReversed();
  const at = oldest.findIndex((n) => n.id === noticeId);
  if (at < 0) throw new RangeError(`no notice ${noticeId}`);
  return {
    before: calendarsOf(heldAfter(oldest, at))[name],
    after: calendarsOf(heldAfter(oldest, at + 1))[name],
  };
}
