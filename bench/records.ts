/**
 * `npm run bench -- records [notices] [bulletins]`: the pages of posts over a record of decades and those of figures
 * over many bulletins, on the embedded database. Everything is made up. Requests go through the whole server, without
 * the network; beside them stand the goals that all pages have.
 */
import { brotliCompressSync } from 'node:zlib';
import { parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { systemActor } from '#platform/people/actor.ts';
import { createSignIn } from '#platform/people/sign-in.ts';
import type { Db } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { importIssue } from '#systems/gazette/index.ts';
import { createServer } from '#web/server.ts';
import { rooms } from '../src/rooms.ts';
import type { Figure } from './figure.ts';
import { idleJobs } from './lib/idle-jobs.ts';
import { figure, quantile, seeded, times } from './lib/measure.ts';

/** Goals: an answer within 50 ms at the median, a page within 30 KB. */
const MEDIAN_MS_MAX = 50;
const COMPRESSED_BYTES_MAX = 30 * 1024;
const RUNS = 30;
const ACTS = 17;

export async function run(args: string[]): Promise<Figure[]> {
  const [notices = 600, bulletins = 150] = args.map(Number);
  const store = await openTestStore();
  const config = parseConfig({ NODE_ENV: 'test', GONGBAO_REQUESTS_PER_MINUTE: '100000000' });
  if (!config.ok) throw new Error(config.error.message);
  const log = createLog('silent');
  const signIn = createSignIn(config.value, store);
  const app = await createServer(
    { config: config.value, log, store, jobs: idleJobs, signIn },
    rooms.map((r) => r.routes),
  );
  await fill(store.db, notices, bulletins);
  const counts = await store.runSql(
    'select (select count(*) from law_appointment) as acts, (select count(*) from law_figure) as figures',
  );
  console.log(`corpus, made up: ${JSON.stringify(counts.rows[0])}`);
  const get = (url: string) => app.inject({ url, headers: { accept: 'text/html' } });
  const chart = (await get('/personnel')).body;
  const link = (body: string, kind: RegExp) => kind.exec(body)?.[1] ?? '/none';
  const statistics = (await get('/statistics')).body;
  const pages: [string, string][] = [
    ['posts on a day', '/personnel'],
    ['a person', link(chart, /href="(\/personnel\/people\/[^"]+)"/)],
    ['a post', link(chart, /href="(\/personnel\/posts\/[^"]+)"/)],
    ['changes', '/personnel/changes'],
    ['findings', '/personnel/findings'],
    ['figures', '/statistics'],
    ['checks', '/statistics/checks?verdict=ok'],
    ['a series', link(statistics, /href="(\/statistics\/[0-9a-f]{12})"/)],
    ['a bulletin', link(statistics, /href="(\/statistics\/documents\/[^"]+)"/)],
  ];
  const figures: Figure[] = [];
  for (const [name, url] of pages) {
    const first = await get(url);
    if (first.statusCode !== 200) throw new Error(`${url} answered ${first.statusCode}`);
    const bytes = brotliCompressSync(first.rawPayload).length;
    const sorted = await times(RUNS, () => get(url));
    const median = quantile(sorted, 0.5);
    figures.push({
      name,
      value: `${figure(median)} ms median, ${figure(quantile(sorted, 0.95))} ms p95, ${figure(bytes / 1024)} KB compressed`,
      beside: `the goal ${MEDIAN_MS_MAX} ms, ${COMPRESSED_BYTES_MAX / 1024} KB`,
      ok: median <= MEDIAN_MS_MAX && bytes <= COMPRESSED_BYTES_MAX,
    });
  }
  await app.close();
  await store.close();
  return figures;
}

/** Notices in issues of a hundred, bulletins in issues of ten: a file for each of them would take the most of an hour. */
async function fill(db: Db, notices: number, bulletins: number): Promise<void> {
  const random = seeded(11);
  const documents = [
    ...Array.from({ length: notices }, (_, at) => noticeText(at, random)),
    ...Array.from({ length: bulletins }, (_, at) => bulletinText(at, random)),
  ];
  const sizes = [
    ...Array.from({ length: Math.ceil(notices / 100) }, () => 100),
    ...Array.from({ length: Math.ceil(bulletins / 10) }, () => 10),
  ];
  let from = 0;
  for (const [at, size] of sizes.entries()) {
    const text = issueText(at, documents.slice(from, from + size));
    from += size;
    const report = await importIssue({ db, parse: parseBytes, maxBytes: 1e8 }, systemActor('bench'), {
      name: null,
      bytes: new TextEncoder().encode(text),
    });
    if (!report.ok) throw new Error(report.error.message);
  }
}

/** A gazette's issue: masthead, contents, documents. */
function issueText(at: number, documents: readonly string[]): string {
  const titles = documents.map((text) => text.slice(0, text.indexOf('\n')));
  const section = titles[0]?.includes('通知') ? '人事任免' : '统计数据';
  return [
    '丙区人民政府公报',
    `${2001 + at}年第1期（总第${at + 1}期）`,
    '目 录',
    `【 ${section} 】`,
    ...titles.map((title, page) => `${title} ${page + 1}`),
    ...documents,
  ].join('\n\n');
}

const SIGNS = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';
const POSTS = ['局长', '副局长', '办公室主任', '科长', '副科长'];
/** 某 is no family name: nobody is meant. */
const nameOf = (n: number): string =>
  `某${SIGNS.charAt(n % 22)}${SIGNS.charAt(Math.floor(n / 22) % 22)}${SIGNS.charAt(Math.floor(n / 484) % 22)}`;

/** A notice of seventeen acts, one a fortnight. */
function noticeText(at: number, random: () => number): string {
  const day = Temporal.PlainDate.from('2001-01-05').add({ days: at * 14 });
  const words = `${day.year}年${day.month}月${day.day}日`;
  const acts = Array.from({ length: ACTS }, () => {
    const n = Math.floor(random() * 4000);
    const post = `丙区${SIGNS.charAt(Math.floor(random() * 22))}${SIGNS.charAt(Math.floor(random() * 4))}局${POSTS[Math.floor(random() * POSTS.length)]}`;
    return random() < 0.6 ? `${nameOf(n)}任${post}；` : `免去${nameOf(n)}${post}职务；`;
  });
  return [
    '乙市丙区人民政府关于职务任免的通知',
    `丙政干发〔${day.year}〕${at + 1}号`,
    '各镇人民政府，各街道办事处：',
    `经乙市丙区人民政府${words}党组会议研究，决定：`,
    ...acts,
    '特此通知。',
    '乙市丙区人民政府',
    words,
    '',
  ].join('\n\n');
}

/** A bulletin of about seventy figures, one a quarter. */
function bulletinText(at: number, random: () => number): string {
  const year = 1990 + at;
  const lines = Array.from({ length: 10 }, (_, line) => {
    const parts = Array.from({ length: 5 }, () => Number((1 + random() * 90).toFixed(2)));
    const total = parts.reduce((made, part) => made + part, 0).toFixed(2);
    const own = SIGNS.charAt(line);
    const list = parts.map(
      (part, n) => `${own}${SIGNS.charAt(n)}业产值${part.toFixed(2)}亿元，增长${(random() * 20).toFixed(1)}%`,
    );
    return `全年${own}类总产值${total}亿元，比上年增长${(random() * 20).toFixed(1)}%。其中，${list.join('；')}。${own}类企业${Math.floor(random() * 900)}个。`;
  });
  return [`丙区${year}年国民经济和社会发展统计公报`, '丙区统计局', '一、综合', ...lines, ''].join('\n\n');
}
