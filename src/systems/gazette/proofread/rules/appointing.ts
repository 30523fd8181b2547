/** Notices of appointment against themselves: the title's person, 等, 任 and 免, the same post twice, names one character apart. */
import type { Appointment, Issuance, Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { matches, passagesOf } from './passages.ts';
import { fold } from './wording.ts';

type Notice = { issuance: Issuance; index: number; acts: Appointment[]; people: string[] };

/** Issuances with appointments, each with its own: by place. */
function noticesOf({ artifact }: ProofText): Notice[] {
  const out: Notice[] = [];
  artifact.issuances.forEach((issuance, index) => {
    const acts = artifact.appointments.filter(
      (a) => a.span[0] >= issuance.span[0] && a.span[1] <= issuance.span[1],
    );
    if (acts.length > 0) out.push({ issuance, index, acts, people: [...new Set(acts.map((a) => a.person))] });
  });
  return out;
}

const TITLE =
  /关于\s?(?:对|给予)?\s?([\u4e00-\u9fff·]{2,6}?)\s?(等)?\s?(?:[二三四五六七八九十\d]{1,3}\s?(?:名|位)\s?)?同志/u;

/** One character off, the length the same. */
function near(a: string, b: string): boolean {
  return a.length === b.length && a.length >= 2 && [...a].filter((ch, i) => ch !== b[i]).length === 1;
}

export const appointmentTitle: Rule = {
  name: 'appointment.title_person',
  title: '标题与正文人名不合',
  about: '任免通知标题里的人名正文中没有；“等同志”只有一人，或不带“等”却有几人。',
  *find(text): Iterable<Noticed> {
    for (const { issuance, people } of noticesOf(text)) {
      const flow = text.flow(issuance.titleSpan);
      const m = TITLE.exec(flow.words);
      if (m === null) continue;
      const name = m[1] ?? '';
      const at = m.index + m[0].indexOf(name);
      const span = flow.span(at, at + name.length);
      const body = text.text.slice(issuance.titleSpan[1], issuance.span[1]).replace(/\s/gu, '');
      if (!people.includes(name) && !body.includes(name)) {
        const like = people.find((p) => near(p, name));
        yield {
          span,
          message:
            like === undefined
              ? `标题里的“${name}”，正文任免名单中没有。`
              : `标题作“${name}”，正文作“${like}”，只差一个字。`,
          suggestion: null,
          related: like === undefined ? [] : placesOf(text, issuance, like),
        };
      }
      if (m[2] !== undefined && people.length === 1)
        yield {
          span: flow.span(at + name.length, at + name.length + 1),
          message: `标题说“${name}等同志”，正文只有${people[0]}一人。`,
          suggestion: '',
        };
      else if (m[2] === undefined && people.length > 1)
        yield {
          span,
          message: `正文任免的有${people.length}人，标题“${name}同志”前应加“等”。`,
          suggestion: `${name}等`,
        };
    }
  },
};

function placesOf(text: ProofText, issuance: Issuance, name: string): Span[] {
  const at = text.text.indexOf(name, issuance.titleSpan[1]);
  return at >= 0 && at < issuance.span[1] ? [[at, at + name.length]] : [];
}

export const appointmentAct: Rule = {
  name: 'appointment.title_act',
  title: '标题任免与正文不合',
  about: '标题说“任免”，正文只有任或只有免；标题只说“任职”或“免职”，正文却另有相反的。',
  *find(text): Iterable<Noticed> {
    for (const { issuance, acts } of noticesOf(text)) {
      const flow = text.flow(issuance.titleSpan);
      const m = /(职务任免|任免职务|任免|任职|免职|聘任|解聘)(?:情况)?的(?:通知|决定|公告)/u.exec(flow.words);
      if (m === null) continue;
      const takes = acts.some((a) => a.act === 'remove' || a.act === 'dismiss');
      const gives = acts.some((a) => a.act === 'appoint' || a.act === 'engage');
      const word = m[1] ?? '';
      const says = {
        gives: /任职|任免|聘任/u.test(word) && !/^解聘/u.test(word),
        takes: /免/u.test(word) || /解聘/u.test(word),
      };
      if (says.gives === gives && says.takes === takes) continue;
      yield {
        span: flow.span(m.index, m.index + word.length),
        message: `标题作“${word}”，正文${gives ? (takes ? '既有任职也有免职' : '只有任职') : '只有免职'}。`,
      };
    }
  },
};

const post = (a: Appointment): string => `${fold(a.organisation)}${fold(a.post)}`;
const gives = (a: Appointment): boolean => a.act === 'appoint' || a.act === 'engage';

export const appointmentPost: Rule = {
  name: 'appointment.same_post',
  title: '同一职务任免矛盾',
  about: '同一通知里，同一人既任又免同一职务；同一个正职任命了两人；同一人同一职务写了两次。',
  *find(text): Iterable<Noticed> {
    for (const { acts } of noticesOf(text)) {
      for (const [i, now] of acts.entries()) {
        for (const before of acts.slice(0, i)) {
          if (post(now) !== post(before) || now.organisation === '') continue;
          const name = personPlace(text, now);
          const related = [personPlace(text, before)];
          if (now.person === before.person) {
            if (gives(now) !== gives(before))
              yield {
                span: name,
                message: `同一通知里“${now.person}”既任又免“${now.organisation}${now.post}”。`,
                related,
              };
            else
              yield {
                span: name,
                message: `“${now.person}”的“${now.organisation}${now.post}”任免了两次。`,
                related,
              };
          } else if (gives(now) && gives(before) && !/副|委员|成员|员$|顾问|助理|调研/u.test(now.post))
            yield {
              span: name,
              message: `“${now.organisation}${now.post}”任命了两人：${before.person}、${now.person}。`,
              related,
            };
        }
      }
    }
  },
};

function personPlace(text: ProofText, a: Appointment): Span {
  const at = text.text.slice(a.span[0], a.span[1]).indexOf(a.person);
  return at < 0 ? a.span : [a.span[0] + at, a.span[0] + at + a.person.length];
}

export const appointmentName: Rule = {
  name: 'appointment.name_near',
  title: '人名前后差一字',
  about: '试用期说明里的人名在任免名单中只差一字；前后两份通知里同一职务的任职人和免职人只差一字。',
  *find(text): Iterable<Noticed> {
    const notices = noticesOf(text);
    for (const { index, people, issuance } of notices) {
      for (const passage of passagesOf(text)) {
        if (passage.issuance !== index || !passage.flow.words.includes('试用期')) continue;
        for (const { match, index: at } of matches(
          passage,
          /以上人员中[，,]\s?([\u4e00-\u9fff、]{2,60}?)(?:同志)?(?:任职)?(?:的)?试用期/gu,
        )) {
          for (const name of (match[1] ?? '').split('、')) {
            if (people.includes(name) || name.length > 4 || name.length < 2) continue;
            const like = people.find((p) => near(p, name));
            const from = at + match[0].indexOf(name);
            yield {
              span: passage.flow.span(from, from + name.length),
              message:
                like === undefined
                  ? `“${name}”不在以上任免人员之中。`
                  : `此处作“${name}”，任免名单作“${like}”，只差一个字。`,
              suggestion: like ?? null,
              related: like === undefined ? [] : placesOf(text, issuance, like),
            };
          }
        }
      }
    }
    yield* acrossNotices(text, notices);
  },
};

function* acrossNotices(text: ProofText, notices: readonly Notice[]): Iterable<Noticed> {
  const held = new Map<string, Appointment[]>();
  for (const { acts } of notices)
    for (const now of acts) {
      const key = post(now);
      const before = (held.get(key) ?? []).find(
        (b) =>
          near(b.person, now.person) &&
          b.person.length >= 3 &&
          b.person[0] === now.person[0] &&
          gives(b) !== gives(now),
      );
      if (before !== undefined)
        yield {
          span: personPlace(text, now),
          message: `“${now.organisation}${now.post}”：前面作“${before.person}”，此处作“${now.person}”，只差一个字，请核对是否同一人。`,
          related: [personPlace(text, before)],
        };
      held.set(key, [...(held.get(key) ?? []), now]);
    }
}
