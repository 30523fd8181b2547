/** What to look for when the words of a question are found nowhere: the question without what only asks. */
import { termsOf } from '#platform/search/bigram.ts';

/** Words that ask and are no part of what is asked about, wherever they stand. */
const ASKING =
  /请问一?下?|想问一?下?|能不能|可不可以|能否|可否|是否|是不是|有没有|要不要|需不需要|可以|应该|应当|怎么样|怎么办|怎么|怎样|如何|为什么|什么时候|什么|哪些|哪里|哪儿|哪个|哪家|找谁|问谁|去哪|多少钱|多少|多久|几天|今天|现在|目前|[？?！!，,。.；;：:“”"]/gu;

/** Single characters that ask or join; inside a word they may be part of it, so they go at the ends only. */
const EDGES = /^[我你您他的是在去要想能会让把被又还也都吗呢吧呀啊了]+|[的是在去要想能会吗呢吧呀啊了谁]+$/gu;

const QUERIES_MAX = 12;
const RUN_MAX = 16;

/**
 * Other queries to try in turn, nearest to the words first: the bare words together, then, when it is one run of
 * characters, any two words that it may be made of (孩子托育: 孩子 托育).
 *
 * @returns at most QUERIES_MAX queries; empty when nothing is left to try
 */
export function looserQueries(text: string): string[] {
  const words = termsOf(text.slice(0, 200).replace(ASKING, ' '))
    .map((word) => word.replace(EDGES, ''))
    .filter((word) => [...word].length > 1);
  if (words.length === 0) return [];
  const bare = words.join(' ');
  const whole = words.length === 1 ? [...(words[0] ?? '')] : [];
  const cuts = whole.length <= RUN_MAX ? Math.max(0, whole.length - 3) : 0;
  const halves = Array.from(
    { length: cuts },
    (_, at) => `${whole.slice(0, at + 2).join('')} ${whole.slice(at + 2).join('')}`,
  );
  return [...(bare === text.trim() ? [] : [bare]), ...halves].slice(0, QUERIES_MAX);
}
