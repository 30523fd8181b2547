/** The list as a table for spreadsheets. Pure. */
import type { ItemSummary } from './find-items.ts';
import { formatCitation, themesOf, VARIANT_WORDS } from './item.ts';

/** RFC 4180 with a byte-order mark, so that spreadsheets read it as UTF-8; a cell never begins a formula. */
export function toCsv(items: readonly ItemSummary[]): string {
  const head = [
    '序号',
    '基本编码',
    '版本',
    '主管部门',
    '事项名称',
    '实施机关',
    '设定和实施依据',
    '备注',
    '服务对象',
    '主题',
    '自',
  ];
  const rows = items.map((i) => [
    String(i.no),
    `\t${i.code}`,
    String(i.version),
    i.authority,
    i.name,
    i.implementers.join('、'),
    i.bases.map(formatCitation).join('；'),
    i.variant === 'direct' ? '' : VARIANT_WORDS[i.variant],
    i.subjects.join('、'),
    themesOf(i).join('、'),
    i.effectiveOn,
  ]);
  const cell = (text: string): string => {
    const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${[head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
