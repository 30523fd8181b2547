/**
 * Clause ids: a hash of the clause's own words and of its ancestors' headings, so that renumbering keeps them.
 */
import type { Clause } from './artifact.ts';
import { isBlank } from './chars.ts';

/** Two 32-bit lanes make collisions improbable within one artifact; equal words get a counter. */
class Hash {
  a = 0x811c9dc5;
  b = 0x9e3779b9;

  mix(c: number): void {
    this.a = Math.imul(this.a ^ c, 0x01000193);
    this.b = (Math.imul(this.b, 31) + c) | 0;
  }

  words(s: string): this {
    for (let i = 0; i < s.length; i++) this.mix(s.charCodeAt(i));
    this.mix(0x1f);
    return this;
  }

  range(text: string, from: number, to: number): this {
    let { a, b } = this;
    for (let i = from; i < to; i++) {
      const c = text.charCodeAt(i);
      if (c < 0x3001 && isBlank(c)) continue;
      a = Math.imul(a ^ c, 0x01000193);
      b = (Math.imul(b, 31) + c) | 0;
    }
    this.a = a;
    this.b = b;
    return this;
  }

  toString(): string {
    const hex = (n: number) => (n >>> 0).toString(36).padStart(7, '0');
    return hex(this.a) + hex(this.b);
  }
}

/** Fills in the ids of a tree; `title` is the instrument's, `seen` counts the ids of the whole artifact. */
export function assignIds(text: string, roots: Clause[], title: string, seen: Map<string, number>): void {
  const visit = (clauses: Clause[], above: string): void => {
    for (const clause of clauses) {
      const words = clause.label === '' ? clause.span[0] : afterLabel(text, clause);
      const id = new Hash().words(above).range(text, words, clause.span[1]).toString();
      const n = (seen.get(id) ?? 0) + 1;
      seen.set(id, n);
      clause.id = n === 1 ? id : `${id}-${n}`;
      if (clause.children.length > 0) {
        visit(
          clause.children,
          new Hash()
            .words(above)
            .words(clause.heading ?? '')
            .toString(),
        );
      }
    }
  };
  visit(roots, title);
}

/** Where the words begin after the printed label, whatever brackets and blanks it was printed with. */
function afterLabel(text: string, clause: Clause): number {
  let left = clause.label.replace(/[（）()]/g, '').length;
  let i = clause.span[0];
  for (; i < clause.span[1] && left > 0; i++) {
    const c = text.charCodeAt(i);
    if (!isBlank(c) && c !== 0x28 && c !== 0xff08) left--;
  }
  while (i < clause.span[1] && '）)、.．, ，：:'.includes(text.charAt(i))) i++;
  return i;
}
