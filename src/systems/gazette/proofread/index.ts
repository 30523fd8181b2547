/** Proofreading (校对): every rule over one parsed text. */
import type { Artifact } from '#engines/law/parse/artifact.ts';
import type { Finding, Rule } from './finding.ts';
import { openProofText } from './proof-text.ts';
import { RULES } from './rules/index.ts';

export type { Finding, Rule } from './finding.ts';
export { RULES } from './rules/index.ts';

/**
 * Reads a text against itself. Pure and deterministic; findings in print order, each rule once a place.
 * @param rules all of them unless a test asks for some
 */
export function proofread(artifact: Artifact, rules: readonly Rule[] = RULES): Finding[] {
  const text = openProofText(artifact);
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    for (const { span, message, suggestion = null, related = [], alongside = [] } of rule.find(text)) {
      const key = `${rule.name} ${span[0]} ${span[1]}`;
      if (seen.has(key)) continue;
      seen.add(key);
      findings.push({
        rule: rule.name,
        span: [span[0], span[1]],
        quote: text.text.slice(span[0], span[1]),
        message,
        suggestion,
        related: related.map(([start, end]) => [start, end]),
        alongside: alongside.map((one) => ({ ...one, span: [one.span[0], one.span[1]] })),
      });
    }
  }
  return findings.sort(
    (a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1] || (a.rule < b.rule ? -1 : 1),
  );
}
