/** An editor sees which open cases a notice of days off would move, loads it, and reads what moved; so does the clerk. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { foldCase, foldedColumns, readEvents } from '#engines/procedure/index.ts';
import { seedItems } from '#systems/permits/index.ts';
import { recountReviews } from '#systems/reviews/recount.ts';
import { type Reviews, reviewsOf } from '#systems/reviews/reviews-of.ts';
import { workThroughNotices } from '#systems/services/recompute-deadlines.ts';
import { servicesOf } from '#systems/services/services-of.ts';
import { itemNamed, steps, takeIn } from './officials.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

let site: Site;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
});
after(() => site.close());

const complaintRow = () =>
  site.store.db
    .selectFrom('case_file')
    .selectAll()
    .where('procedure_code', '=', 'review.complaint')
    .executeTakeFirstOrThrow();

/** The days that a complaint's events give. */
async function replayed({ db, procedures, calendar }: Reviews, id: string): Promise<(string | null)[]> {
  const state = foldCase(await readEvents(db, '640105', id));
  const { due_on, warn_on } = foldedColumns(procedures.complaint, state, calendar);
  return [due_on, warn_on];
}

test('three days off that a region adds move the open cases: foreseen, loaded, listed, told', async () => {
  const window = new Visitor(site.app);
  await window.signIn('window');
  const editor = new Visitor(site.app);
  await editor.signIn('editor');
  const resident = new Visitor(site.app);
  await resident.register('居民试验', '13900000009');
  const dog = await itemNamed(site, '犬类准养证核发');
  const open = await takeIn(window, dog);
  await steps(window, open.id, ['accept']);
  const ended = await takeIn(window, dog);
  await steps(window, ended.id, ['withdraw', { reason: '不办了' }]);

  // A complaint is a case of another kind: its days count on the same calendar.
  const complainer = await resident.post('/reviews/complain', {
    words: '虚构的投诉',
    itemCode: dog.item.codes.base,
    requestKey: newId(),
  });
  assert.equal(complainer.statusCode, 303, textOf(complainer.body).slice(0, 1500));
  const complaint = await complaintRow();
  assert.ok(complaint.due_on);

  // The next three weekdays of one year, from tomorrow on: invented.
  const today = Temporal.Now.plainDateISO('Asia/Shanghai');
  const { year } = today.add({ days: 1 });
  const off: string[] = [];
  for (let d = today.add({ days: 1 }); off.length < 3 && d.year === year; d = d.add({ days: 1 }))
    if (d.dayOfWeek < 6) off.push(`${d} 虚构节`);
  const fields = {
    region: 'ningxia',
    year: String(year),
    title: '虚构的自治区放假通知',
    number: '虚构发〔2026〕2号',
    date: today.toString(),
    source: '虚构，供试验',
    off: off.join('\n'),
    makeUp: '',
    json: '',
  };
  const preview = await editor.post('/desk/calendar/preview', fields);
  assert.equal(preview.statusCode, 200, textOf(preview.body).slice(0, 2000));
  const says = textOf(preview.body);
  assert.match(says, /没有办结的办件1件，其中1件的最后一天会移动/u);
  assert.match(says, new RegExp(open.number.slice(-12)));
  assert.doesNotMatch(says, new RegExp(ended.number.slice(-12)));

  const loaded = await editor.post('/desk/calendar', {
    ...fields,
    seen: hidden(preview.body, 'seen'),
    requestKey: hidden(preview.body, 'requestKey'),
    reason: '虚构的更正',
  });
  assert.equal(loaded.statusCode, 303, textOf(loaded.body).slice(0, 2000));
  const address = String(loaded.headers.location);
  const services = servicesOf(site.context);
  assert.equal(await workThroughNotices(services, '640105'), 1);
  assert.equal(await workThroughNotices(services, '640105'), 0);
  const reviews = reviewsOf(site.context);
  assert.equal(await recountReviews(reviews, '640105'), 1);
  assert.equal(await recountReviews(reviews, '640105'), 0);
  const counted = await complaintRow();
  assert.deepEqual(
    [counted.due_on, counted.warn_on],
    await replayed(reviews, complaint.id),
    'the row equals the replay on the calendar that holds now',
  );
  assert.ok(String(counted.due_on) > String(complaint.due_on));
  const listed = textOf((await editor.get(address)).body);
  assert.match(listed, /其中1件的最后一天移动了/u);
  assert.match(listed, new RegExp(open.number.slice(-12)));

  type Case = {
    moved: { clock: string; from: string; to: string; notice: string }[];
    clocks: { name: string; dueOn: string }[];
  };
  const seen = (await window.json<Case>(`/api/desk/cases/${open.id}`)).body;
  assert.ok(seen.moved.length > 0 && seen.moved.every((m) => m.to > m.from && m.notice === fields.title));
  const due = seen.clocks.find((c) => c.name === 'promise')?.dueOn;
  const row = (await window.json<{ cases: { id: string; dueOn: string }[] }>('/api/desk/cases?open=yes')).body
    .cases[0];
  assert.equal(row?.dueOn, due, 'the list and the case agree');
  const told = textOf((await resident.get('/me/notices')).body);
  assert.equal(told.match(/办理期限的日期有变/gu)?.length, 1);
});
