/**
 * Traditional characters of the words that the readers look for, folded one for one, so that every span stays valid.
 * Only those characters: this is no conversion of a text, and what is reported is taken from the text as printed.
 */
const PAIRS =
  '號号辦办發发廢废條条規规則则實实細细劃划計计綱纲預预單单錄录報报標标準准範范關关於于佈布頒颁轉转執执據据時时擬拟議议決决見见該该黨党廳厅國国務务區区縣县鎮镇證证許许書书暫暂試试為为從从與与訂订內内後后層层續续長长門门黃黄';

const FOLD = new Map<string, string>();
for (let i = 0; i < PAIRS.length; i += 2) FOLD.set(PAIRS[i] ?? '', PAIRS[i + 1] ?? '');
const FOLDED = new RegExp(`[${[...FOLD.keys()].join('')}]`);
const EVERY = new RegExp(FOLDED.source, 'g');

/** The text with those characters folded; the text itself when it has none. Same length, same offsets. */
export function foldTraditional(text: string): string {
  return FOLDED.test(text) ? text.replace(EVERY, (char) => FOLD.get(char) ?? char) : text;
}

/**
 * The words as printed in `text`, when `words` was read at or after `from` in its folded form. Whether anything was
 * folded at all is for the caller to ask, once: comparing two long texts for every word made the parser quadratic.
 */
export function asPrinted(text: string, folded: string, from: number, words: string): string {
  const at = folded.slice(from, from + words.length + 400).indexOf(words);
  return at < 0 ? words : text.slice(from + at, from + at + words.length);
}
