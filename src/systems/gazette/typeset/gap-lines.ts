/** Lines that the parse gives no place of their own: addressees, signatures, dates, labels of attachments, marks. */
import type { Span } from '#engines/law/parse/artifact.ts';
import { noteOf, type Walk } from './blocks.ts';
import type { Block } from './sheet.ts';
import { closeUp, paragraphsIn, runsOf, setWords } from './text.ts';

const DATE =
  /^[12]\d{3}年\d{1,2}月\d{1,2}日$|^[〇○零一二三四五六七八九十]{4,5}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日$/u;
const ATTACHMENT_LABEL = /^附\s*件\s*\d*[：:]?$/u;
const ATTACHMENTS = /^附\s*件[：:]/u;
/** Marks of a text form that stand alone: a heading mark without heading, a comment. */
const NO_WORDS = /^\s*(?:#{1,6}|<!--.*-->)\s*$/u;
const ASIDE = /^[（(][^（）()]{2,40}[)）]$/u;

/** Adds the lines within a span that no claim holds to the blocks. */
export function putGap(walk: Walk, span: Readonly<Span>, blocks: Block[]): void {
  let at = span[0];
  for (const line of walk.artifact.source.text.slice(...span).split('\n')) {
    const from = at;
    at += line.length + 1;
    if (line.trim() === '' || NO_WORDS.test(line) || isFolded(walk, [from, from + line.length])) continue;
    const block = lineBlock(walk, line, [from, from + line.length], blocks);
    if (block) blocks.push(block);
    else extendLast(blocks, line);
  }
}

const isFolded = ({ folded, artifact }: Walk, [from, to]: Readonly<Span>): boolean =>
  folded.some(([start, end]) => {
    if (end <= from || start >= to) return false;
    const { text } = artifact.source;
    return (
      text.slice(from, Math.max(from, start)).trim() === '' && text.slice(Math.min(to, end), to).trim() === ''
    );
  });

/** A line that belongs to the block before it gives undefined. */
function lineBlock(
  walk: Walk,
  line: string,
  span: Readonly<Span>,
  before: readonly Block[],
): Block | undefined {
  const { issuance } = walk;
  const words = setWords(line.replace(/^\s*(?:#{1,6}|[-*+•●·])\s+/u, ''));
  const closed = closeUp(words);
  const last = before.at(-1);
  const residue = walk.residue.some(([start, end]) => start < span[1] && span[0] < end);
  if (ATTACHMENT_LABEL.test(words))
    return { t: 'title', text: '', lines: [], under: [], label: closed.replace(/[：:]$/u, '') };
  if (ATTACHMENTS.test(words)) return attachmentsOf(words);
  if (last?.t === 'attachments' && continuesAttachments(walk, words, span)) return undefined;
  if (DATE.test(closed))
    return last?.t === 'signature' && last.date === null
      ? undefined
      : { t: 'signature', names: [], date: closed };
  const signers = signersIn(closed, issuance.signedBy);
  if (signers.length > 0) {
    if (!before.some((b) => b.t === 'p' || b.t === 'heading')) return { t: 'byline', lines: signers };
    return last?.t === 'signature' && last.date === null
      ? undefined
      : { t: 'signature', names: signers, date: null };
  }
  if (ASIDE.test(closed) && (last?.t === 'signature' || closed.includes('公开')))
    return { t: 'aside', text: `（${closed.slice(1, -1)}）` };
  if (
    /[：:]$/u.test(words) &&
    issuance.addressees.length > 0 &&
    closed.includes(closeUp(issuance.addressees[0] ?? ''))
  )
    return { t: 'p', flush: true, runs: runsOf(words) };
  if (/^\^?\[\d{1,3}\]$/u.test(words)) return { t: 'p', runs: runsOf(words), note: '' };
  const [paragraph = words] = paragraphsIn(line, [0, line.length], []);
  return {
    t: 'p',
    runs: runsOf(setWords(paragraph)),
    ...noteOf(words, before),
    ...(residue ? { residue: true } : {}),
  };
}

/** Adds a line to the last block: a further signer, the date, a further attachment. */
function extendLast(blocks: Block[], line: string): void {
  const last = blocks.pop();
  const words = setWords(line);
  const closed = closeUp(words);
  if (last?.t === 'signature')
    blocks.push(DATE.test(closed) ? { ...last, date: closed } : { ...last, names: [...last.names, closed] });
  else if (last?.t === 'attachments') blocks.push({ ...last, items: [...last.items, words] });
}

function attachmentsOf(words: string): Block {
  const head = ATTACHMENTS.exec(words)?.[0] ?? '';
  return {
    t: 'attachments',
    head: head.replace(/\s/gu, ''),
    items: [words.slice(head.length).trim()].filter((x) => x !== ''),
  };
}

const continuesAttachments = (walk: Walk, words: string, span: Readonly<Span>): boolean =>
  /^\d{1,2}[.．、]/u.test(words) ||
  walk.issuance.attachments.some((a) => a.span[0] < span[1] && span[0] < a.span[1]);

/** The signing bodies that a line names, if it names nothing else. */
function signersIn(closed: string, signedBy: readonly string[]): string[] {
  const found = signedBy.filter((body) => closed.includes(closeUp(body)));
  const rest = found
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, body) => left.replace(closeUp(body), ''), closed);
  return rest.replace(/[、,，\s]/gu, '') === ''
    ? found.sort((a, b) => closed.indexOf(closeUp(a)) - closed.indexOf(closeUp(b)))
    : [];
}
