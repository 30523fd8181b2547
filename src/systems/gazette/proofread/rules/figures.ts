/** Figures of statistics that do not agree with one another, or cannot be. The arithmetic is the statistics system's. */
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { checkFigures, type FigureCheck } from '#systems/statistics/index.ts';
import type { Noticed, Rule } from '../finding.ts';

/** The checks of an artifact serve seven rules. */
const checked = new WeakMap<Artifact, readonly FigureCheck[]>();

function checksOf(artifact: Artifact): readonly FigureCheck[] {
  let checks = checked.get(artifact);
  if (checks === undefined) {
    checks = checkFigures(artifact);
    checked.set(artifact, checks);
  }
  return checks;
}

const ofKind =
  (kind: FigureCheck['kind']): Rule['find'] =>
  ({ artifact }) =>
    checksOf(artifact)
      .filter((check) => check.kind === kind && check.verdict === 'discrepancy' && check.reported)
      .map(({ span, message, suggestion, related }): Noticed => ({ span, message, suggestion, related }));

const rule = (kind: FigureCheck['kind'], title: string, about: string): Rule => ({
  name: `figures.${kind}`,
  title,
  about,
  find: ofKind(kind),
});

export const figureRules: readonly Rule[] = [
  rule(
    'sum',
    '合计与分项不符',
    '统计公报中的总数与“其中”“按……分”所列分项之和比较；各数按印出的小数位留足舍入余地。',
  ),
  rule('share', '比重不符', '比重、构成与其分子分母重新计算，各部分比重之和与100%比较；舍入能解释的不报。'),
  rule('ratio', '比例或人均不符', '城乡收入比、性别比、人均数与印出的总量和人口重新计算。'),
  rule(
    'growth',
    '增速不符',
    '增速与增加额、两期数值、各部分增速互相核算；按可比价格计算的增速不与现价数值比较。',
  ),
  rule('restated', '同一数字前后不一', '同一文件中同一指标、同一时期印出的数字互相比较。'),
  rule(
    'rank',
    '位次不合',
    '同一指标在大小范围内的位次互相比较：市内位次不会比全省的靠后，居首位者不会低于平均。',
  ),
  rule('unit', '单位或数值不可能', '比重超过100%、以“个”计而有小数、人数用了金额单位、增速漏印百分号等。'),
];
