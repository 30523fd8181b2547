import type { IssueHead } from '../queries-issue.ts';

/** 2023年第4期（总第25期）. */
export function issueNumber(issue: IssueHead): string {
  const within = [issue.year && `${issue.year}年`, issue.number && `第${issue.number}期`]
    .filter(Boolean)
    .join('');
  const running = issue.runningNumber ? `（总第${issue.runningNumber}期）` : '';
  return `${within}${running}` || '未标期号';
}

export const issueName = (issue: IssueHead): string => `${issue.title} ${issueNumber(issue)}`;

export const ACTS: Record<string, string> = {
  appoint: '任命',
  engage: '聘任',
  remove: '免职',
  dismiss: '解聘',
};

export const MEASURES: Record<string, string> = {
  level: '数值',
  growth: '增长',
  share: '占比',
  ratio: '比例',
  rank: '位次',
  contribution: '贡献',
  gap: '差距',
};

/** 2023-01/2023-11 as 2023年1月至2023年11月. */
export function periodWords(period: string | null): string {
  if (!period) return '';
  const one = (text: string) => {
    const [year, month] = text.split('-');
    return `${year}年${month ? `${Number(month)}月` : ''}`;
  };
  return period.split('/').map(one).join('至');
}
