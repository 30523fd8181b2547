/** Whether XML is well-formed: tags nest and close, attributes are quoted once each, entities and characters exist. */

const NAME = '[A-Za-z_][\\w.:-]*';
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*("[^"<]*"|'[^'<]*')`, 'y');
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** What is wrong, one line each; empty for well-formed XML without a document type. */
export function wellFormed(xml: string): string[] {
  const problems: string[] = [];
  if (FORBIDDEN.test(xml)) problems.push('a character that XML cannot hold');
  if (ENTITY.test(xml)) problems.push(`an entity that is none: ${ENTITY.exec(xml)?.[0]}`);
  const open: string[] = [];
  let roots = 0;
  const text = xml.replace(/^<\?xml[^?]*\?>/, '').replace(/<!--(?:(?!--)[\s\S])*-->/g, '');
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    const between = text.slice(at, start < 0 ? text.length : start);
    if (open.length === 0 && between.trim() !== '') problems.push(`words outside: ${between.slice(0, 40)}`);
    if (start < 0) break;
    const end = text.indexOf('>', start);
    if (end < 0) return [...problems, 'a tag that does not end'];
    const tag = text.slice(start + 1, end);
    at = end + 1;
    if (tag.startsWith('/')) {
      const was = open.pop();
      if (was !== tag.slice(1).trim()) problems.push(`</${tag.slice(1)}> closes <${was}>`);
      continue;
    }
    const name = new RegExp(`^${NAME}`).exec(tag)?.[0];
    if (!name) return [...problems, `not a tag: <${tag.slice(0, 40)}>`];
    problems.push(...attributeProblems(tag.slice(name.length).replace(/\/$/, ''), name));
    if (open.length === 0) roots++;
    if (!tag.endsWith('/')) open.push(name);
  }
  if (open.length > 0) problems.push(`not closed: ${open.join(' ')}`);
  if (roots !== 1) problems.push(`${roots} roots`);
  return problems;
}

function attributeProblems(text: string, name: string): string[] {
  const seen = new Set<string>();
  ATTRIBUTE.lastIndex = 0;
  let at = 0;
  for (let match = ATTRIBUTE.exec(text); match; match = ATTRIBUTE.exec(text)) {
    if (seen.has(match[1] ?? '')) return [`<${name}> has ${match[1]} twice`];
    seen.add(match[1] ?? '');
    at = ATTRIBUTE.lastIndex;
  }
  return text.slice(at).trim() === '' ? [] : [`<${name}> has an attribute that is none: ${text.slice(at)}`];
}
