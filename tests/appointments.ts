/** Invented appointment notices. */
import { importText, type Site } from './site.ts';

/**
 * Prints an appointment notice of an invented district as a document of its own and imports it.
 * @param n its number in the series
 * @param date YYYY-MM-DD
 * @param lines what it decides, a paragraph each
 */
export async function giveAppointments(
  site: Site,
  n: number,
  date: string,
  lines: readonly string[],
  title = '职务任免',
): Promise<void> {
  const [year, month, day] = date.split('-').map(Number);
  const text = [
    `乙市丙区人民政府关于甲某等同志${title}的通知`,
    `丙政干发〔${year}〕${n}号`,
    '各镇人民政府，各街道办事处：',
    `经乙市丙区人民政府${year}年${month}月${day}日党组会议研究，决定：`,
    ...lines,
    '特此通知。',
    '乙市丙区人民政府',
    `${year}年${month}月${day}日`,
    '（此件公开发布）',
    '',
  ].join('\n\n');
  await importText(site.store, text);
}
