/** Figures that a document prints, for its page. */
import type { ReadBeside } from '#systems/documents/index.ts';
import { countFiguresOf } from './queries.ts';

export const figuresBeside: ReadBeside = async (handle, documentId) => {
  const figures = await countFiguresOf(handle, documentId);
  if (figures === 0) return null;
  const href = `/statistics/documents/${documentId}`;
  return {
    id: 'figures',
    heading: '统计数据',
    lines: [
      [
        { text: `本件的${figures}个数字、逐项核算和补画的图`, href },
        { text: '；' },
        { text: 'CSV', href: `${href}.csv` },
        { text: '、' },
        { text: 'XLSX', href: `${href}.xlsx` },
        { text: '、' },
        { text: 'JSON', href: `${href}.json` },
      ],
    ],
  };
};
