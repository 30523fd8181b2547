import type { CaseListBody, CaseRowBody, ToDoBody } from '../../api-schema.ts';
import { type Answer, ask } from './http.ts';

export type Loaded = {
  readonly today: string;
  readonly cases: readonly CaseRowBody[];
  readonly total: number;
  readonly more: boolean;
  readonly next: string | null;
  readonly groups: ToDoBody['groups'];
};

type Page = CaseListBody & Partial<Pick<ToDoBody, 'groups'>>;

/**
 * Reads the first pages of a list, one after the other.
 * @param body sent as a command: what must stand in no address
 */
export async function readPages(address: string, pages: number, body?: object): Promise<Answer<Loaded>> {
  const cases: CaseRowBody[] = [];
  let last: Page | undefined;
  for (let page = 0; page < pages && (page === 0 || last?.next); page++) {
    const after: string | undefined = last?.next ?? undefined;
    const answer: Answer<Page> = body
      ? await ask(address, { ...body, ...(after && { after }) })
      : await ask(after ? `${address}${address.includes('?') ? '&' : '?'}after=${after}` : address);
    if (!answer.ok) return answer;
    cases.push(...answer.value.cases);
    last = answer.value;
  }
  const { today = '', total = 0, more = false, next = null, groups = [] } = last ?? {};
  return { ok: true, value: { today, cases, total, more, next, groups } };
}

/** How many a list has: never less certain than it says. */
export const countWords = ({ total, more }: Pick<Loaded, 'total' | 'more'>, shown: number): string =>
  more ? `${total}件以上，先列${shown}件` : total > shown ? `共${total}件，先列${shown}件` : `${total}件`;
