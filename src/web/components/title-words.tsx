import { Fragment } from 'react';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** One character that stands at the word before it: 区 of 西夏区, 的; not one that leads to the next word. */
const TO_BEFORE = /^(?![和与及暨或第])\p{Script=Han}$/u;
const TO_NEXT = /(?:^[和与及暨或第]|[（《〈“‘【〔([])$/u;
/** Marks never begin a line. */
const MARK = /^[^\p{L}\p{N}\s（《〈“‘【〔([]+$/u;

/**
 * The words of a title, between which it may be broken: a dictionary's, with single characters and marks at the words
 * that they belong to. Joined they are the title.
 */
export function titleWords(title: string): string[] {
  const units: string[] = [];
  for (const { segment } of segmenter.segment(title)) {
    const before = units.at(-1);
    const joins =
      before !== undefined &&
      (MARK.test(segment) || TO_NEXT.test(before) || (TO_BEFORE.test(segment) && /\S$/u.test(before)));
    if (joins) units[units.length - 1] = before + segment;
    else units.push(segment);
  }
  return units;
}

/** A title that is broken between words (GB/T 9704-2012, 7.3.1: 词意完整), wherever the line ends. */
export function TitleWords({ children }: { children: string }) {
  return (
    <span className="title-words">
      {titleWords(children).map((word, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of one string in their order
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {word}
        </Fragment>
      ))}
    </span>
  );
}
