/** Typesetting: a finished PDF of an issue, or of one document of it. */
import { fromRoot } from '#base/paths.ts';
import { type Result, refuse } from '#base/result.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { compilePdf, type Pdf, type PdfLimits, type PdfRefusal } from '#platform/pdf/compile.ts';
import type { Chart } from './blocks.ts';
import { lostCharts } from './charts.ts';
import { type ChartsOf, findPlace, type Place, type Plan, planDocument, planIssue } from './plan.ts';

export type { Chart } from './blocks.ts';
export { type ChartsOf, findPlace, type Place } from './plan.ts';

export type TypesetRefusal = PdfRefusal | 'typeset.empty' | 'typeset.not_text' | 'typeset.not_found';

/**
 * The PDF of an issue: cover, imprint, contents, every document, and what stood at the back.
 *
 * @param options.charts instead of those that are drawn again where the text lost them
 */
export async function typesetIssue(
  artifact: Artifact,
  options: PdfLimits & { readonly charts?: ChartsOf } = {},
): Promise<Result<Pdf, TypesetRefusal>> {
  if (artifact.source.encoding === 'binary')
    return refuse(
      'typeset.not_text',
      '这不是文本文件（可能是 PDF、Word 文档或图片），没有排版。请另存为纯文本（.txt，UTF-8）；扫描件请先识别成文字，再试一次。',
    );
  if (artifact.source.text.trim() === '')
    return refuse('typeset.empty', '文件里没有文字，无法排版。扫描件请先识别成文字，再试一次。');
  return compile(planIssue(artifact, options.charts ?? lostCharts(artifact)), options);
}

/**
 * The PDF of one document.
 *
 * @param asked its place, or its number or title
 */
export async function typesetDocument(
  artifact: Artifact,
  asked: Place | string,
  options: PdfLimits & { readonly charts?: readonly Chart[] } = {},
): Promise<Result<Pdf, TypesetRefusal>> {
  const place = typeof asked === 'string' ? findPlace(artifact, asked) : asked;
  if (!place)
    return refuse(
      'typeset.not_found',
      `没有找到这份文件：${String(asked)}。请写完整的文号或标题，标题可以只写其中独有的一段。`,
    );
  const charts = options.charts ?? lostCharts(artifact).get(place.issuance) ?? [];
  return compile(planDocument(artifact, place, charts), options);
}

const compile = (plan: Plan, limits: PdfLimits): Promise<Result<Pdf, PdfRefusal>> =>
  compilePdf(
    {
      folder: fromRoot('src/systems/gazette/typeset'),
      main: 'gazette.typ',
      data: plan.sheet,
      files: plan.files,
      date: plan.date,
    },
    limits,
  );
