/**
 * The grammar of acts in an appointment notice: who is appointed, engaged, removed or dismissed, and from what.
 *
 * A notice is read piece by piece (the words between commas, semicolons, stops and line ends, brackets kept whole):
 * verb first (免去张三…职务, 任命张三为…), subject first (张三任…，免去…职务), lists under a heading (任命：/ 张三  …局长)
 * and posts that go on from the piece before. A nomination (提名…为…人选) is no act and yields nothing.
 */
import { cutName, type Lexicon, parseNames } from './appointments-name.ts';
import { endsInTitle, type Post, splitPost, stripNotes } from './appointments-title.ts';
import {
  type Act,
  FIRST_VERBS,
  HEADING,
  HEADING_WITH_POST,
  LEAD,
  LONGEST_PIECE,
  MIDDLE_VERB,
  middleVerb,
  ORDINAL,
  type Piece,
  pieces,
  type Verb,
  verbOfHeading,
} from './appointments-wording.ts';

/** 任丽任某局局长: the first 任 is a family name, a common one. */
const NAMED_REN =
  /^任\p{sc=Han}{1,2}(?:同志)?(?:任|聘任|担任|擔任|兼任|挂职任|聘为|聘)(?![职職期免务務命])\p{sc=Han}{2}/u;

/** One person × post as the words give it; dates and terms of the whole notice are added by the caller. */
export type Statement = {
  person: string;
  act: Act;
  organisation: string;
  post: string;
  concurrent: boolean;
  seconded: boolean;
  /** Contents of brackets behind the title and other notes about this holding. */
  notes: string[];
  start: number;
  end: number;
};

/** Reads the acts of one notice; holds what a later piece may go on from. */
export class ActReader {
  readonly statements: Statement[] = [];
  #text: string;
  #lexicon: Lexicon;
  /** The act that a heading (任命：) or the notice's title sets for bare lines. */
  #list: { verb: Verb; posts: Post[]; titled: boolean } | undefined;
  /** The statement that a following piece of the same sentence may go on from. */
  #open: { verb: Verb; persons: string[]; start: number; organisation: string } | undefined;
  #subject: { persons: string[]; start: number } | undefined;
  #lastPersons: string[] = [];

  constructor(text: string, lexicon: Lexicon, titleAct: Act | undefined) {
    this.#text = text;
    this.#lexicon = lexicon;
    if (titleAct !== undefined) this.#list = { verb: { act: titleAct }, posts: [], titled: true };
  }

  /** Read the acts between two offsets, in order. */
  read(start: number, end: number): void {
    for (const piece of pieces(this.#text, start, end)) {
      if (piece.end - piece.start <= LONGEST_PIECE) this.#piece(piece);
      if (!'，,：:'.includes(piece.delimiter)) {
        this.#open = undefined;
        this.#subject = undefined;
      }
    }
  }

  #piece(piece: Piece): void {
    const printed = this.#text.slice(piece.start, piece.end);
    let words = printed.replace(ORDINAL, '');
    words = words.replace(LEAD, '');
    const start = piece.end - words.trimStart().length;
    words = words.replace(/[^\S\n]*\n\s*/g, '').trim();
    if (words === '' || words.includes('《')) return;
    const at = { start, end: start + this.#text.slice(start, piece.end).trimEnd().length };
    const done =
      this.#heading(words) ||
      /提名|人选|人選|候选人/.test(words) ||
      this.#verbFirst(words, at) ||
      this.#subjectFirst(words, at) ||
      this.#listLine(words, at, piece.delimiter) ||
      this.#goesOn(words, at);
    if (!done) {
      const waiting = /^(.{2,20}?)(?:同志)?任职试用期(?:已)?满/.exec(words)?.[1];
      const persons = waiting === undefined ? undefined : parseNames(waiting);
      if (persons) this.#subject = { persons, start };
    }
  }

  #heading(words: string): boolean {
    const bare = words.replace(/[（(][^（）()]*[）)]$/, '').trim();
    const plain = HEADING.exec(bare)?.[1];
    if (plain !== undefined) {
      this.#list = { verb: verbOfHeading(plain), posts: [], titled: false };
      return true;
    }
    const withPost = HEADING_WITH_POST.exec(bare);
    if (withPost?.[1] === undefined || withPost[2] === undefined) return false;
    const post = splitPost(stripNotes(withPost[2]).words);
    this.#list = { verb: verbOfHeading(withPost[1]), posts: post?.known ? [post] : [], titled: false };
    return true;
  }

  /** 免去张三某局副局长职务; 任命张三为某局局长; 免去其某局副局长职务. */
  #verbFirst(words: string, at: { start: number; end: number }): boolean {
    for (const [pattern, verb] of FIRST_VERBS) {
      const found = pattern.exec(words)?.[0];
      if (found === undefined) continue;
      const rest = words.slice(found.length).trim();
      if (/^任|^免/.test(found) && found.length === 1 && !endsInTitle(rest)) continue;
      if (found === '任' && NAMED_REN.test(words)) continue;
      const own = /^其(?:担任的?|所任的?|的)?/.exec(rest)?.[0];
      const known = this.#subject?.persons ?? [];
      if (own !== undefined) {
        const persons = known.length > 0 ? known : this.#lastPersons;
        return this.#record(verb, persons, rest.slice(own.length), this.#subject?.start ?? at.start, at.end);
      }
      const led = this.#namesAtHead(rest, known.length > 0);
      if (led !== undefined && led.persons.length > 0) {
        return this.#record(verb, led.persons, led.rest, at.start, at.end);
      }
      return known.length > 0 && this.#record(verb, known, rest, this.#subject?.start ?? at.start, at.end);
    }
    return false;
  }

  /** Names at the head of an object, with or without 同志/的/为 between them and the post. */
  #namesAtHead(rest: string, mayBeNone: boolean): { persons: string[]; rest: string } | undefined {
    for (const mark of rest.matchAll(/同志(?:的|为|為|任|担任)?|担任的?|的|为|為|任(?![职期])|\s+/g)) {
      if (mark.index > 1000) break;
      const after = rest.slice(mark.index + mark[0].length);
      const persons = parseNames(rest.slice(0, mark.index));
      if (persons === undefined || after === '' || /^[为為任兼]|^\p{sc=Han}\s/u.test(after)) continue;
      if (mark[0].trim() === '' && !this.#isPostHead(after)) continue;
      if (mark[0].trim() !== '' || endsInTitle(after)) return { persons, rest: after };
    }
    const parts = rest.split('、');
    const leading: string[] = [];
    while (parts.length > 1) {
      const names = parts[0] !== undefined && parts[0].length <= 40 ? parseNames(parts[0]) : undefined;
      if (names === undefined || endsInTitle(parts[0] ?? '')) break;
      leading.push(...names);
      parts.shift();
    }
    const run = parts.join('、').replace(/^[（(][^（）()]*[）)]/, '');
    const padded = /^(\p{sc=Han})[ \u3000]+(\p{sc=Han})(?=\p{sc=Han}{3})/u.exec(run);
    if (padded?.[1] !== undefined && padded[2] !== undefined) {
      return { persons: [...leading, padded[1] + padded[2]], rest: run.slice(padded[0].length) };
    }
    const annotated = /^(\p{sc=Han}{2,4})[（(][^（）()]{0,30}[）)](?:同志)?(?:的|为|任)?/u.exec(run);
    if (annotated?.[1] !== undefined && parseNames(annotated[1]) !== undefined) {
      return { persons: [...leading, annotated[1]], rest: run.slice(annotated[0].length) };
    }
    const cut = cutName(run, this.#lexicon, mayBeNone && leading.length === 0);
    if (cut.length === 0) return undefined;
    return { persons: [...leading, cut.name], rest: run.slice(cut.length) };
  }

  /** Whether the words after a space are a post and not one more name. */
  #isPostHead(words: string): boolean {
    return endsInTitle(words) && parseNames(words) === undefined;
  }

  /** 张三任某局局长; 张三、李四同志聘任为某中心主任; after an appointment also 王五为某局局长. */
  #subjectFirst(words: string, at: { start: number; end: number }): boolean {
    let tries = 0;
    for (const mark of words.matchAll(MIDDLE_VERB)) {
      if (mark.index === 0 || (mark[0] === '任' && /[主责]/.test(words.charAt(mark.index - 1)))) continue;
      if (++tries > 12 || mark.index > 1200) break;
      const rest = words.slice(mark.index + mark[0].length);
      if (/任$/.test(mark[0]) && /^[职職期免务務命教](?!育)/.test(rest)) continue;
      const isBe = /^[为為]$/.test(mark[0]);
      const act = this.#open?.verb ?? this.#list?.verb;
      if (isBe && act === undefined) continue;
      const persons = parseNames(words.slice(0, mark.index).replace(/(?:同志)?(?:正式|继续|暂)?$/, ''));
      if (persons === undefined) continue;
      const verb = isBe && act !== undefined ? act : middleVerb(mark[0]);
      if (!this.#record(verb, persons, rest, at.start, at.end)) continue;
      this.#subject = { persons, start: at.start };
      return true;
    }
    return false;
  }

  /** Under a heading: 张三  某局局长; 张三的某局局长职务; a line of names when the heading holds the post. */
  #listLine(words: string, at: { start: number; end: number }, delimiter: string): boolean {
    const list = this.#list;
    if (list === undefined || delimiter === '：' || delimiter === ':') return false;
    if (list.posts.length > 0) {
      const persons = parseNames(words);
      if (persons === undefined) return false;
      for (const post of list.posts) this.#push(list.verb, persons, post, [], false, false, at.start, at.end);
      return true;
    }
    if (!endsInTitle(words)) return false;
    const spaced = /^(.{2,40}?)[\s：:]+(\S.*)$/u.exec(
      words.replace(/^(\p{sc=Han})\s+(\p{sc=Han})(?=\s|同志|的)/u, '$1$2'),
    );
    if (spaced?.[1] !== undefined && spaced[2] !== undefined) {
      const persons = parseNames(spaced[1]);
      if (persons && this.#record(list.verb, persons, spaced[2], at.start, at.end)) return true;
    }
    if (list.titled || this.#open !== undefined) return false;
    const led = this.#namesAtHead(words, false);
    return led !== undefined && this.#record(list.verb, led.persons, led.rest, at.start, at.end);
  }

  /** …所长，…办事处副主任（兼）职务: a further post of the same act and persons. */
  #goesOn(words: string, at: { start: number; end: number }): boolean {
    const open = this.#open;
    if (open === undefined || !endsInTitle(words)) return false;
    const other = /^(?:兼任|兼)/.test(words) ? undefined : cutName(words, this.#lexicon, true);
    if (other !== undefined && other.length > 0) {
      return this.#record(open.verb, [other.name], words.slice(other.length), at.start, at.end);
    }
    return this.#record(open.verb, open.persons, words, open.start, at.end);
  }

  /** Split the object into posts and record each for each person; false when it holds no post. */
  #record(verb: Verb, persons: string[], object: string, start: number, end: number): boolean {
    if (persons.length === 0) return false;
    let organisation =
      this.#open !== undefined && this.#open.persons === persons ? this.#open.organisation : '';
    const read: { post: Post; concurrent: boolean; seconded: boolean; notes: string[] }[] = [];
    for (const words of splitPosts(object)) {
      const { words: bare, ...notes } = stripNotes(words);
      const post = splitPost(bare.replace(/^(?:为|為|担任|任|的)/, ''));
      if (post === undefined || post.organisation.length > 80 || /[。；：《》]/.test(post.organisation))
        continue;
      const seat = seatOf(post.organisation, organisation, post.post);
      if (seat !== undefined) post.organisation = seat;
      else organisation = post.organisation;
      read.push({ post, ...notes });
    }
    if (read.length === 0) return false;
    for (const { post, concurrent, seconded, notes } of read) {
      this.#push(verb, persons, post, notes, concurrent, seconded, start, end);
    }
    this.#lastPersons = persons;
    this.#open = /(?:职务|職務)$/.test(object) ? undefined : { verb, persons, start, organisation };
    return true;
  }

  #push(
    verb: Verb,
    persons: string[],
    post: Post,
    notes: string[],
    concurrent: boolean,
    seconded: boolean,
    start: number,
    end: number,
  ): void {
    for (const person of persons) {
      this.statements.push({
        person,
        act: verb.act,
        organisation: post.organisation.replace(/\s+/g, ''),
        post: post.post,
        concurrent: concurrent || verb.concurrent === true,
        seconded: seconded || verb.seconded === true,
        notes,
        start,
        end,
      });
    }
  }
}

/**
 * The organisation of a further post, when it is not the one that its own words name: none named, or an organ inside
 * the body of the post before (某法院副院长、审判委员会委员、审判员: the second is 某法院审判委员会, the third 某法院 again).
 */
function seatOf(named: string, before: string, post: string): string | undefined {
  const body = /^(.*(?:人民法院|人民检察院))/.exec(before)?.[1];
  if (named === '') return body !== undefined && OF_THE_BODY.test(post) ? body : before;
  if (body !== undefined && INNER_ORGAN.test(named)) return body + named;
  return undefined;
}

const OF_THE_BODY = /^(?:副?院长|副?检察长|审判员|检察员|助理审判员|助理检察员|代理审判员)$/;
const INNER_ORGAN =
  /^(?:审判委员会|检察委员会|立案庭|.{0,8}审判.{0,4}庭|执行局|.{0,6}庭|政治部|办公室|第[一二三四五六七八九十]+检察部)$/;

/** Cut an object at 、，兼 和 where what stands before is a whole post; commas inside an organisation's name stay. */
export function splitPosts(object: string): string[] {
  const posts: string[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at < object.length; at++) {
    const char = object.charAt(at);
    if (char === '（' || char === '(') depth++;
    else if (char === '）' || char === ')') depth = Math.max(0, depth - 1);
    if (depth > 0 || !'、，,兼和及'.includes(char)) continue;
    const before = object.slice(from, at).replace(/[并且]$/, '');
    if (!endsInTitle(before)) continue;
    posts.push(before);
    from = char === '兼' ? at : at + 1;
  }
  posts.push(object.slice(from));
  return posts.filter((words) => words.trim() !== '');
}
