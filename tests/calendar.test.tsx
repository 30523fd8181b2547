/** The working calendar over HTTP: reading, counting, files, data; and an editor who loads a notice. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

let site: Site;
let reader: Visitor;
let editor: Visitor;
let admin: Visitor;
before(async () => {
  site = await openDeskSite();
  [reader, editor, admin] = [new Visitor(site.app), new Visitor(site.app), new Visitor(site.app)];
  await editor.signIn('editor');
  await admin.signIn('admin');
});
after(() => site?.close());

const read = async (url: string, status = 200): Promise<string> => {
  const answer = await reader.get(url);
  assert.equal(answer.statusCode, status, url);
  return textOf(answer.body);
};
/** What a month's table says on the page; the first of that name. */
const month = (page: string, name: string): string =>
  new RegExp(`${name}\\d+个工作日[\\s\\S]*?(?=月|$)`).exec(page)?.[0] ?? '';

describe('the page', () => {
  it('shows a year of Ningxia with its own days, their state and their source', async () => {
    const page = await read('/calendar?calendar=ningxia&year=2023');
    assert.match(page, /全年工作日247天/);
    assert.match(month(page, '2023年6月'), /29宁（宁夏古尔邦节放假（已确认））30宁/);
    assert.match(page, /国办发明电〔2022〕16号/);
    assert.match(page, /2025年宁夏没有找到可靠的通知，不猜测，只按全国安排—未取得，未确认/);
    assert.doesNotMatch(page, /这一年还不能作准/);
  });

  it('says what is not settled: a year of Ningxia that is not known, a year without a notice', async () => {
    assert.match(await read('/calendar?calendar=ningxia&year=2024'), /宁夏 2024 年的放假日未取得，未确认/);
    const next = await read('/calendar?calendar=national&year=2030');
    assert.match(next, /没有收录 2030 年的放假通知/);
    assert.match(month(next, '2030年10月'), /1暂（国庆节（法定，放假通知未收录））/);
    assert.match(await read('/calendar?calendar=national&year=1950'), /没有收录 1950 年的放假通知/);
  });

  it('falls back to this district and this year where the address says nothing that there is', async () => {
    const thisYear = Temporal.Now.plainDateISO('Asia/Shanghai').year;
    for (const url of ['/calendar', '/calendar?calendar=mars&year=99999', '/calendar?year=2201'])
      assert.match(await read(url), new RegExp(`${thisYear}年·宁夏`), url);
  });
});

describe('counting', () => {
  it('gives the last day, draws the days on the way, and says why each was skipped', async () => {
    const page = await read('/calendar?calendar=national&from=2023-09-27&limit=20&unit=working');
    assert.match(page, /最后一天：2023年10月31日（星期二）/);
    assert.match(page, /次日为第1日（推定/);
    assert.match(page, /2023年9月29日（星期五）至10月6日（星期五），8天：中秋节、国庆节放假/);
    const october = month(page, '2023年10月');
    assert.match(october, /3休（跳过，中秋节、国庆节放假/);
    assert.match(october, /83（第3日，中秋节、国庆节调休上班/);
    assert.match(october, /31末（最后一天）/);
    assert.doesNotMatch(page, /结果暂定/);
  });

  it('moves a last day off only when asked, and marks what is provisional', async () => {
    const asked = '/calendar?calendar=national&from=2023-09-20&limit=10&unit=calendar';
    assert.match(await read(asked), /最后一天：2023年9月30日/);
    assert.match(await read(`${asked}&ending=next_working_day`), /最后一天：2023年10月7日（星期六）/);
    const far = await read('/calendar?calendar=ningxia&from=2026-12-20&limit=12&unit=working');
    assert.match(far, /结果暂定宁夏 2026 年的放假日未取得[^。]*。没有收录 2027 年的放假通知/);
    assert.match(await read('/calendar?from=2023-01-01&limit=3000&unit=working'), /不逐月画出/);
  });

  it('names what was typed wrongly, at its field, and keeps it', async () => {
    const answer = await reader.get('/calendar?from=2023-02-30&limit=20&unit=working');
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /<a href="#from">起算日期请写成/);
    assert.match(answer.body, /value="2023-02-30"/);
    for (const [query, says] of [
      ['from=2023-01-01&limit=&unit=working', /期限请写/],
      ['from=2023-01-01&limit=10001&unit=working', /0 到 10000/],
      ['from=2023-01-01&limit=1&unit=week', /请选择单位/],
      ['from=2023-01-01&limit=1&unit=working&calendar=x', /请选择日历/],
      ['from=2200-12-31&limit=1&unit=working', /1949 年至 2200 年/],
    ] as const)
      assert.match(await read(`/calendar?${query}`, 422), says, query);
  });
});

/** Unfolds a calendar file and checks its frame by RFC 5545. */
function contentLines(file: string): string[] {
  assert.ok(file.endsWith('\r\n'));
  for (const line of file.slice(0, -2).split('\r\n')) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.doesNotMatch(line, /[\r\n]/);
  }
  const lines = file.replace(/\r\n /g, '').slice(0, -2).split('\r\n');
  assert.deepEqual([lines[0], lines[1], lines.at(-1)], ['BEGIN:VCALENDAR', 'VERSION:2.0', 'END:VCALENDAR']);
  for (const line of lines) assert.match(line, /^[A-Z-]+(;[A-Z]+=[A-Z]+)?:/);
  return lines;
}

describe('the calendar file', () => {
  it('has an all-day event for each holiday and make-up day, and stays the same byte for byte', async () => {
    const answer = await reader.get('/calendar.ics?calendar=ningxia&year=2023');
    assert.equal(answer.headers['content-type'], 'text/calendar; charset=utf-8');
    const lines = contentLines(answer.body);
    const values = (name: string) =>
      lines.filter((l) => l.startsWith(name)).map((l) => l.slice(l.indexOf(':') + 1));
    const starts = values('DTSTART');
    assert.equal(new Set(values('UID')).size, starts.length);
    assert.equal(values('DTSTAMP').length, starts.length);
    const golden = starts.indexOf('20230929');
    assert.equal(values('DTEND')[golden], '20231007', 'the day after the last day off');
    assert.equal(values('SUMMARY')[golden], '中秋节、国庆节放假');
    assert.ok(starts.includes('20230629') && starts.includes('20231007'));
    assert.equal((await reader.get('/calendar.ics?calendar=ningxia&year=2023')).body, answer.body);
  });

  it('says in itself what is not settled; of what there is not, there is none', async () => {
    const lines = contentLines((await reader.get('/calendar.ics?calendar=ningxia&year=2025')).body);
    assert.match(lines.find((l) => l.startsWith('X-WR-CALDESC')) ?? '', /未取得，未确认/);
    assert.equal((await reader.get('/calendar.ics?calendar=mars&year=2025')).statusCode, 404);
    assert.equal((await reader.get('/calendar.ics?year=3000')).statusCode, 404);
  });
});

describe('the data', () => {
  it('gives the same last day as the page, described in OpenAPI', async () => {
    const answer = await site.app.inject(
      '/api/calendar/deadline?from=2024-02-02&limit=20&unit=working&calendar=national',
    );
    const data = answer.json();
    assert.deepEqual([data.lastDay, data.doubts, data.skipped.length], ['2024-03-06', [], 13]);
    assert.match(data.skipped[0].words, /周末|春节/);
    const year = (await site.app.inject('/api/calendar/days?calendar=ningxia&year=2023')).json();
    assert.deepEqual([year.workingDays, year.days.length], [247, 365]);
    const openapi = (await site.app.inject('/api/openapi.json')).json();
    assert.ok(openapi.paths['/api/calendar/deadline'] && openapi.paths['/api/calendar/days']);
    for (const [query, status] of [
      ['from=2024-02-30&limit=2&unit=working', 400],
      ['from=2024-02-02&limit=2', 400],
      ['from=2200-12-31&limit=2&unit=working', 422],
      ['from=1900-01-01&limit=2&unit=working', 422],
    ] as const)
      assert.equal((await site.app.inject(`/api/calendar/deadline?${query}`)).statusCode, status, query);
  });
});

/** Made up: no notice for 2027 is known. */
const NOTICE = {
  region: 'national',
  year: '2027',
  title: '关于2027年部分节假日安排的通知（虚构）',
  number: '测发〔2026〕1号',
  date: '2026-11-05',
  source: '测试用',
  off: '2027-01-01至2027-01-03 元旦\n2027-02-05至2027-02-12 春节\n2027-05-01 劳动节\n2027-10-01至2027-10-07 国庆节',
  makeUp: '2027-02-13 春节',
  json: '',
};

describe('an editor', () => {
  it('sees that a year waits, what a notice would move, and then loads it once', async () => {
    assert.match(textOf((await editor.get('/desk/calendar')).body), /全国2027年：未收录/);
    const form = (await editor.get('/desk/calendar/new?region=national&year=2027')).body;
    assert.match(form, /国务院办公厅关于2027年部分节假日安排的通知/);
    const preview = await editor.post('/desk/calendar/preview', NOTICE);
    assert.equal(preview.statusCode, 200);
    const says = textOf(preview.body);
    assert.match(says, /2027-02-08（星期一）工作日（星期一）春节放假（测发〔2026〕1号）/);
    assert.match(says, /5个工作日426个中的\d+个/);
    assert.match(await read('/calendar?calendar=national&year=2027'), /还不能作准/, 'nothing is loaded yet');

    const send = {
      ...NOTICE,
      seen: hidden(preview.body, 'seen'),
      requestKey: hidden(preview.body, 'requestKey'),
    };
    const [first, second] = [
      await editor.post('/desk/calendar', send),
      await editor.post('/desk/calendar', send),
    ];
    assert.deepEqual([first.statusCode, second.statusCode], [303, 303]);
    assert.equal(first.headers.location, second.headers.location);
    assert.match(textOf((await editor.get(String(first.headers.location))).body), /已载入全国2027年的通知/);
    const page = await read('/calendar?calendar=national&year=2027');
    assert.doesNotMatch(page, /还不能作准/);
    assert.match(month(page, '2027年2月'), /13班（春节调休上班/);
    const late = await editor.post('/desk/calendar', { ...send, requestKey: 'another-form-1' });
    assert.equal(late.statusCode, 409);
    assert.match(textOf(late.body), /已由他人载入或更正/);
  });

  it('mends it with a reason, from what holds; the old one stays on record', async () => {
    const form = (await editor.get('/desk/calendar/new?region=national&year=2027')).body;
    assert.match(form, /2027-02-05至2027-02-12 春节/);
    const mended = { ...NOTICE, makeUp: '2027-02-14 春节' };
    const preview = (await editor.post('/desk/calendar/preview', mended)).body;
    const send = { ...mended, seen: hidden(preview, 'seen'), requestKey: hidden(preview, 'requestKey') };
    const silent = await editor.post('/desk/calendar', { ...send, reason: '' });
    assert.equal(silent.statusCode, 422);
    assert.match(textOf(silent.body), /请写明为什么更正/);
    assert.equal((await editor.post('/desk/calendar', { ...send, reason: '抄错' })).statusCode, 303);
    const desk = textOf((await editor.get('/desk/calendar')).body);
    assert.match(desk, /更正：抄错/);
    assert.match(desk, /已被取代/);
  });

  it('is told every mistake, with what was typed kept', async () => {
    const wrong = { ...NOTICE, year: '2028', makeUp: '2028-02-16 春节', number: '无' };
    const answer = await editor.post('/desk/calendar/preview', wrong);
    assert.equal(answer.statusCode, 422);
    const says = textOf(answer.body);
    assert.match(says, /请照原件填写发文字号/);
    assert.match(says, /2028-02-16 不是周六或周日/);
    assert.match(says, /2027-02-05 不在 2028 年/);
    assert.match(answer.body, />2028-02-16 春节</);
    const back = await editor.post('/desk/calendar/new', wrong);
    assert.match(back.body, />2028-02-16 春节</);
    assert.equal((await editor.post('/desk/calendar', wrong)).statusCode, 422);
  });

  it('is the only one who may: an administrator reads, a visitor is asked to sign in', async () => {
    assert.equal((await admin.get('/desk/calendar')).statusCode, 200);
    assert.equal((await admin.post('/desk/calendar/preview', NOTICE)).statusCode, 403);
    assert.equal((await admin.post('/desk/calendar', NOTICE)).statusCode, 403);
    assert.equal((await reader.get('/desk/calendar')).statusCode, 303);
    assert.equal((await reader.post('/desk/calendar', NOTICE)).statusCode, 401);
  });
});
